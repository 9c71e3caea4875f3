import {
  angles,
  cameraWays,
  dayTimes,
  forms,
  gaits,
  sceneries,
  shotSizes,
  weathers,
  whereabouts,
} from '../../sketch/sketch.ts';
import { type CameraMove, mounts } from './move.ts';
import { hexOf, type Rgb, rgbOf } from './palette.ts';
import type { CameraView } from './view.ts';
import type { PaintedWorld } from './world.ts';

/**
 * What a later clip needs to know to continue an earlier one's picture. It is written into the clip, so no other file is
 * needed.
 */
export interface Look extends PaintedWorld {
  /** The camera's view in the frame after the last. */
  readonly view: CameraView;
  readonly move: CameraMove;
  /** The colours that edits applied, in order. */
  readonly tones: readonly Rgb[];
}

const version = 2;

/** For edits of edits: nobody can tell more of them apart. */
const mostTones = 16;
/** What a picture has room for. */
export const [mostFigures, mostOfOne] = [6, 40];

export function writeLook({ palette, tones, ...look }: Look): string {
  const hex = Object.fromEntries(Object.entries(palette).map(([name, rgb]) => [name, hexOf(rgb)]));
  return JSON.stringify({ storycut: 'animatic', version, ...look, tones: tones.map(hexOf), palette: hex });
}

/** Undefined for any text that this version's `writeLook` did not write: the text comes from a file. */
export function readLook(text: string): Look | undefined {
  const said = fields(parse(text), [
    ...(['storycut', 'version', 'seed', 'carried', 'view', 'move', 'palette', 'tones'] as const),
    ...(['size', 'angle', 'scenery', 'motion', 'time', 'weather', 'whereabouts', 'figures'] as const),
  ]);
  if (said.storycut !== 'animatic' || said.version !== version) return undefined;
  const view = fields(said.view, ['x', 'y', 'zoom']);
  const move = fields(said.move, ['pan', 'tilt', 'zoom', 'handheld', 'mount']);
  const colours = fields(said.palette, ['zenith', 'horizon', 'light', 'far', 'near']);
  const motion = fields(said.motion, ['gait', 'way']);
  const gait = oneOf(gaits, motion.gait);
  const way = oneOf(cameraWays, motion.way);
  return {
    seed: number(said.seed, 0, 0xffff_ffff, 0),
    carried: number(said.carried, -1e6, 1e6, 0),
    figures: Array.isArray(said.figures) ? said.figures.slice(0, mostFigures).flatMap(figure) : [],
    ...optional('size', oneOf(shotSizes, said.size)),
    ...optional('angle', oneOf(angles, said.angle)),
    ...optional('scenery', oneOf(sceneries, said.scenery)),
    ...optional('motion', gait && { gait, ...optional('way', way) }),
    ...optional('time', oneOf(dayTimes, said.time)),
    ...optional('weather', oneOf(weathers, said.weather)),
    ...optional('whereabouts', oneOf(whereabouts, said.whereabouts)),
    palette: {
      zenith: colour(colours.zenith),
      horizon: colour(colours.horizon),
      light: colour(colours.light),
      far: colour(colours.far),
      near: colour(colours.near),
    },
    view: {
      x: number(view.x, -1e6, 1e6, 0),
      y: number(view.y, -1e6, 1e6, 0),
      zoom: number(view.zoom, 0.1, 10, 1),
    },
    move: {
      pan: number(move.pan, -1, 1, 0),
      tilt: number(move.tilt, -1, 1, 0),
      zoom: number(move.zoom, -1, 1, 0),
      handheld: move.handheld === true,
      mount: oneOf(mounts, move.mount) ?? 'place',
    },
    tones: Array.isArray(said.tones) ? said.tones.slice(0, mostTones).map(colour) : [],
  };
}

function figure(value: unknown): Look['figures'] {
  const { form, count } = fields(value, ['form', 'count']);
  const known = oneOf(forms, form);
  return known ? [{ form: known, count: Math.round(number(count, 1, mostOfOne, 1)) }] : [];
}

const oneOf = <T extends string>(all: readonly T[], value: unknown): T | undefined =>
  all.find((one) => one === value);

const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [Each in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [Each in K]?: V };

const number = (value: unknown, least: number, most: number, otherwise: number): number =>
  typeof value === 'number' && value >= least && value <= most ? value : otherwise;

const colour = (value: unknown): Rgb =>
  rgbOf(typeof value === 'string' && /^#[\da-f]{6}$/.test(value) ? value : '#808080');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** These members of an unknown value, without any check of their types. */
function fields<Name extends string>(value: unknown, names: readonly Name[]): Partial<Record<Name, unknown>> {
  const members = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const found: Partial<Record<Name, unknown>> = {};
  for (const name of names) found[name] = members.get(name);
  return found;
}
