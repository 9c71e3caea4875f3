import type { FlatShape } from '../../media/drawing/shapes.ts';
import type { Scenery } from '../../sketch/sketch.ts';
import { chance } from './chance.ts';
import { hexOf, mix } from './palette.ts';
import { alpha, type Extent, grid, rectangle } from './view.ts';
import type { PaintedWorld } from './world.ts';

/** What lies below a camera that looks straight down: no horizon, and nothing that stands. */
export function ground(
  { palette, seed, time }: PaintedWorld,
  scenery: Scenery | 'open',
  region: Extent,
): readonly FlatShape[] {
  const base = mix(palette.far, palette.near, time === 'night' ? 0.5 : 0.3);
  const fill = alpha(mix(base, palette.light, 0.5), 0.4);
  const dark = hexOf(mix(base, palette.near, 0.6));
  return [rectangle(region, hexOf(base)), ...pattern(scenery, region, { seed, fill, dark })];
}

interface Ink {
  readonly seed: number;
  readonly fill: string;
  readonly dark: string;
}

function pattern(scenery: Scenery | 'open', region: Extent, ink: Ink): readonly FlatShape[] {
  const { left, right, top, bottom } = region;
  const across = (y: number): FlatShape => line([left, y, right, y], ink.fill);
  const along = (x: number): FlatShape => line([x, top, x, bottom], ink.fill);
  switch (scenery) {
    case 'sea':
    case 'river':
    case 'underwater':
      return strewn(region, 0.17, ink).map(({ x, y, n }) => line([x, y, x + 0.05 + 0.07 * n, y], ink.fill));
    case 'forest':
      return strewn(region, 0.2, ink).map(({ x, y, n }) => oval(x, y, 0.07 + 0.05 * n, ink.dark));
    case 'road':
    case 'town':
      return [
        rectangle({ ...region, top: Math.max(top, -0.24), bottom: Math.min(bottom, 0.24) }, ink.dark),
        ...[-0.24, 0.24].map(across),
        ...grid(left, right, 0.3).map((x) => line([x, 0, x + 0.14, 0], ink.fill, 0.016)),
      ];
    case 'fields':
      return grid(top, bottom, 0.09).map(across);
    case 'room':
    case 'corridor':
    case 'stairs':
    case 'cabin':
    case 'deck':
      return [
        ...grid(top, bottom, 0.125).map(across),
        ...strewn(region, 0.25, ink).map(({ x, y }) => {
          const from = Math.floor(y / 0.125) * 0.125;
          return line([x, from, x, from + 0.125], ink.fill);
        }),
      ];
    case 'open':
      return [...grid(top, bottom, 0.25).map(across), ...grid(left, right, 0.25).map(along)];
    default:
      return strewn(region, 0.22, ink).map(({ x, y, n }) => oval(x, y, 0.006 + 0.008 * n, ink.fill));
  }
}

const line = (points: readonly number[], fill: string, width = 0.006): FlatShape => ({
  ...{ kind: 'line', points, width, fill },
});
const oval = (x: number, y: number, radius: number, fill: string): FlatShape => ({
  ...{ kind: 'oval', at: [x, y], radii: [radius, radius], fill },
});

/** A point near each of a grid's, and a chance in [0, 1] for it: the same, whatever part of the world is seen. */
function strewn(
  { left, right, top, bottom }: Extent,
  step: number,
  { seed }: Ink,
): readonly { readonly x: number; readonly y: number; readonly n: number }[] {
  return grid(top, bottom, step).flatMap((y) =>
    grid(left, right, step).map((x) => {
      const place = Math.round(x / step) * 73 + Math.round(y / step) * 1009;
      const [dx, dy, n] = [1, 2, 3].map((way) => chance(seed, 4000 + 5 * place + way));
      return { x: x + step * (dx ?? 0), y: y + step * (dy ?? 0), n: n ?? 0 };
    }),
  );
}
