import type { FlatShape } from '../../media/drawing/shapes.ts';
import type { Weather } from '../../sketch/sketch.ts';
import { chance } from './chance.ts';
import { type Extent, grid } from './view.ts';

/** Rain or snow within a region, as drawn marks. */
export function falling(seed: number, weather: Weather | undefined, region: Extent): readonly FlatShape[] {
  if (weather === 'rain' || weather === 'storm')
    return streaks(seed, weather === 'storm' ? 0.075 : 0.028, region);
  return weather === 'snow' ? flakes(seed, region) : [];
}

function streaks(seed: number, lean: number, region: Extent): readonly FlatShape[] {
  // Few and long: each edge is coded again in every keyframe.
  const [wide, high] = [0.24, 0.3];
  return cells(seed, [wide, high], region).map(({ x, y, own }) => {
    const length = 0.12 + 0.09 * own;
    return {
      kind: 'line',
      points: [x, y, x - lean * (length / 0.08), y + length],
      width: 0.01,
      fill: '#e6f0fa58',
    };
  });
}

const flakes = (seed: number, region: Extent): readonly FlatShape[] =>
  cells(seed, [0.15, 0.13], region).map(({ x, y, own }) => {
    const radius = 0.006 + 0.009 * own ** 2;
    return { kind: 'oval', at: [x, y], radii: [radius, radius], fill: '#ffffffc8' };
  });

/** A place in each cell of a grid that doesn't depend on the region. */
function cells(seed: number, [wide, high]: readonly [number, number], { left, right, top, bottom }: Extent) {
  return grid(left, right, wide).flatMap((x) =>
    grid(top, bottom, high).flatMap((y) => {
      const place = Math.round(x / wide) * 7919 + Math.round(y / high) * 104_729;
      const at = {
        x: x + wide * chance(seed, place),
        y: y + high * chance(seed, place + 1),
        own: chance(seed, place + 2),
      };
      return at.x < left || at.x > right || at.y < top || at.y > bottom ? [] : [at];
    }),
  );
}
