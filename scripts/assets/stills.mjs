import { crest, dunes } from './dunes.mjs';
import { lampRoom } from './lamp.mjs';
import { oven } from './oven.mjs';
import { draw } from './paint.mjs';
import { saltFlat } from './salt.mjs';
import { sea } from './sea.mjs';
import * as outline from './silhouettes.mjs';

export const wide = { width: 1280, height: 720 };
export const old = { width: 960, height: 720 };
const tall = { width: 720, height: 1280 };

export const lamp = () => ({ size: wide, pixels: lampRoom(wide) });

/** Five laden camels climb towards the sun behind the woman who leads them. */
export function caravan() {
  const shot = { t: 0, shift: 7, sun: { x: 1.05, y: 0.62, radius: 0.15 } };
  const ground = (x) => [x, wide.height * (1 - crest(2, x / wide.height, shot)) + 5];
  const camels = [210, 345, 480, 612, 742].flatMap((x) => [
    { path: outline.camel, at: ground(x), scale: 0.78, fill: '#2b1418' },
    { path: outline.load, at: ground(x), scale: 0.78, fill: '#d9b89a' },
  ]);
  const leader = { path: outline.walker, at: ground(828), scale: 0.85, fill: '#26306e' };
  return { size: wide, pixels: draw(wide, dunes(wide, shot), [...camels, leader]) };
}

/** The salt carrier as a reference: from behind, so that no face is sent anywhere. */
export function carrier() {
  const body = (path, fill, blur = 0) => ({ path, at: [360, 1130], scale: 8.2, fill, blur });
  const shadow = {
    path: 'M-30 0C0-6 60-6 120 10C60 22 0 16-30 0Z',
    at: [360, 1130],
    scale: 6,
    fill: '#6b4a5a99',
    blur: 14,
  };
  return {
    size: tall,
    pixels: draw(tall, saltFlat(tall), [
      shadow,
      body(outline.staff, '#4a2f22'),
      body(outline.robe, '#26306e'),
      body(outline.folds, '#161d4a', 6),
      body(outline.scarf, '#3a479b'),
    ]),
  };
}

export function bread() {
  const loaves = [
    [205, 860, 1.9],
    [520, 870, 2],
    [345, 960, 2.7],
  ].flatMap(([x, y, scale]) => [
    { path: outline.loaf, at: [x, y + 6], scale: scale * 1.03, fill: '#1a0d08aa', blur: 12 },
    { path: outline.loaf, at: [x, y], scale, fill: '#7a3d16' },
    { path: outline.crust, at: [x, y], scale, fill: '#e0953f', blur: 9 },
    { path: outline.cuts, at: [x, y], scale, fill: '#f2d3a0', blur: 2 },
  ]);
  return { size: tall, pixels: draw(tall, oven(tall), loaves) };
}

/** Two boats come in on the swell. */
export function harbour(t) {
  const rock = (phase) => Math.sin(t * 1.9 + phase);
  return draw(old, sea(old, t), [
    {
      path: outline.boat,
      at: [300 + 9 * t, 352 + 3 * rock(0)],
      scale: 0.8,
      turn: 2.5 * rock(1),
      fill: '#3a2a18',
    },
    {
      path: outline.boat,
      at: [640 - 14 * t, 420 + 6 * rock(2)],
      scale: 1.9,
      turn: 3.5 * rock(3),
      flip: true,
      fill: '#22160c',
    },
  ]);
}

export const morning = (t) => dunes(wide, { t, shift: 0, sun: { x: 1.18, y: 0.56, radius: 0.08 } });
