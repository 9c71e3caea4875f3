import { type Move, still } from './move.ts';
import type { View } from './painting.ts';
import { hexOf, type Palette, rgbOf } from './palette.ts';

/**
 * What a later clip must know of an earlier one to go on with its picture: written into the clip, so that
 * the clip alone is enough.
 */
export interface Look {
  readonly seed: number;
  readonly palette: Palette;
  /** Where the camera would be in the frame after the last. */
  readonly view: View;
  readonly move: Move;
  /** Degrees by which edits have turned its colours. */
  readonly hue: number;
}

const version = 1;

export function writeLook({ palette, ...look }: Look): string {
  const { stars, ...colours } = palette;
  const hex = Object.fromEntries(Object.entries(colours).map(([name, rgb]) => [name, hexOf(rgb)]));
  return JSON.stringify({ storycut: 'animatic', version, ...look, palette: { ...hex, stars } });
}

/** Undefined for any text that `writeLook` of this version did not write: it comes out of a file. */
export function readLook(text: string): Look | undefined {
  const said = parse(text);
  if (said?.['storycut'] !== 'animatic' || said['version'] !== version) return undefined;
  const [view, move, colours] = [record(said['view']), record(said['move']), record(said['palette'])];
  const colour = (name: string) => {
    const hex = colours[name];
    return rgbOf(typeof hex === 'string' && /^#[\da-f]{6}$/.test(hex) ? hex : '#808080');
  };
  const number = (value: unknown, least: number, most: number, otherwise: number) =>
    typeof value === 'number' && value >= least && value <= most ? value : otherwise;
  const axis = (name: 'pan' | 'tilt' | 'zoom') => number(move[name], -1, 1, still[name]);
  return {
    seed: number(said['seed'], 0, 0xffff_ffff, 0),
    palette: {
      zenith: colour('zenith'),
      horizon: colour('horizon'),
      light: colour('light'),
      far: colour('far'),
      near: colour('near'),
      stars: colours['stars'] === true,
    },
    view: {
      x: number(view['x'], -1e6, 1e6, 0),
      y: number(view['y'], -1e6, 1e6, 0),
      zoom: number(view['zoom'], 0.1, 10, 1),
    },
    move: { pan: axis('pan'), tilt: axis('tilt'), zoom: axis('zoom'), handheld: move['handheld'] === true },
    hue: number(said['hue'], 0, 360, 0),
  };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return record(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
