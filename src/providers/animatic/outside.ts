import type { FlatShape } from '../../media/drawing/shapes.ts';
import type { DayTime, Weather } from '../../sketch/sketch.ts';
import { chance } from './chance.ts';
import { hexOf, mix, type Palette, type Rgb } from './palette.ts';
import { crestAt, footOf, horizon, isLit, layers, nearness, type Terrain } from './terrain.ts';
import { alpha, type Extent, faded, grid, halo, rectangle } from './view.ts';

/** A landscape, and its light. */
export interface Landscape {
  readonly seed: number;
  readonly palette: Palette;
  readonly terrain: Terrain;
  readonly time: DayTime | undefined;
  readonly weather: Weather | undefined;
}

/** A sky, perhaps with a light in it, and layers of land or water that fade into the haze. */
export function outside(landscape: Landscape, region: Extent): readonly FlatShape[] {
  const { palette, terrain } = landscape;
  const { zenith, horizon: low } = palette;
  const sky = faded(region, { top: -0.6, bottom: horizon, colors: [zenith, mix(low, zenith, 0.6), low] });
  return [
    ...sky,
    ...light(landscape, region),
    ...(terrain === 'sky' ? clouds(landscape, region) : []),
    ...Array.from({ length: layers }, (_, layer) => land(landscape, layer, region)).flat(),
    ...extras(landscape, region),
  ];
}

/** The sun where it stands at that time, or the moon and stars. None if the words say no time, or the sky is covered. */
function light({ seed, palette, time, weather, terrain }: Landscape, region: Extent): readonly FlatShape[] {
  if (time === undefined || weather === 'storm' || weather === 'rain' || weather === 'fog') return [];
  const side = time === 'dawn' ? -1 : 1;
  const x = side * (0.35 + 0.45 * chance(seed, 2));
  const y = { dawn: horizon - 0.03, dusk: horizon - 0.05, day: -0.36, night: -0.33 }[time];
  const low = time === 'dawn' || time === 'dusk';
  const glow = (radius: number, share: number) => halo([x, y], radius, palette.light, share);
  const disc: FlatShape = {
    kind: 'oval',
    at: [x, y],
    radii: low ? [0.085, 0.085] : [0.055, 0.055],
    fill: hexOf(palette.light),
  };
  if (time !== 'night') return [...glow(low ? 0.5 : 0.3, low ? 0.8 : 0.6), disc];
  const shade: FlatShape = {
    kind: 'oval',
    at: [x + 0.028, y - 0.012],
    radii: [0.05, 0.05],
    fill: hexOf(mix(palette.zenith, palette.horizon, 0.25)),
  };
  return [...stars(seed, region, terrain === 'sky' ? 0.6 : horizon), ...glow(0.2, 0.4), disc, shade];
}

/** At most one star in each small patch of sky. */
export function stars(
  seed: number,
  { left, right, top, bottom }: Extent,
  lowest: number,
): readonly FlatShape[] {
  const patch = 0.07;
  return grid(left, right, patch).flatMap((x) =>
    grid(top, Math.min(bottom, lowest), patch).flatMap((y): readonly FlatShape[] => {
      const place = Math.round(x / patch) * 7919 + Math.round(y / patch) * 104_729;
      if (chance(seed, place) > 0.35) return [];
      const radius = 0.0016 + 0.0034 * chance(seed, place + 3) ** 3;
      const at = [x + chance(seed, place + 1) * patch, y + chance(seed, place + 2) * patch] as const;
      return [{ kind: 'oval', at, radii: [radius, radius], fill: '#eef2ffd0' }];
    }),
  );
}

function clouds({ seed, palette }: Landscape, { left, right }: Extent): readonly FlatShape[] {
  return grid(left - 0.5, right + 0.5, 0.42).flatMap((x) => {
    const n = Math.round(x / 0.42);
    const y = -0.25 + 0.62 * chance(seed, n);
    const size = 0.07 + 0.09 * chance(seed, n + 77);
    return cloud(x, y, size, alpha(mix(palette.horizon, [255, 255, 255], 0.55), 0.75));
  });
}

export const cloud = (x: number, y: number, size: number, fill: string): readonly FlatShape[] =>
  [
    [0, 0, 2.2, 0.62],
    [-0.8, -0.42, 0.8, 0.62],
    [0.35, -0.62, 1, 0.8],
    [1.2, -0.3, 0.7, 0.5],
  ].map(([dx = 0, dy = 0, rx = 1, ry = 1]) => ({
    ...{ kind: 'oval', at: [x + dx * size, y + dy * size], radii: [rx * size, ry * size], fill },
  }));

function land(landscape: Landscape, layer: number, region: Extent): readonly FlatShape[] {
  const { seed, palette, terrain, weather, time } = landscape;
  const blocky = terrain === 'town';
  const edge = blocky ? 0.004 : 0.012;
  const columns = grid(region.left - edge, region.right + edge, edge);
  const crest = columns.map((x) => crestAt(terrain, seed, layer, x));
  const highest = Math.min(...crest);
  if (highest > region.bottom) return [];
  const points = [
    ...columns.flatMap((x, i) => [x, crest[i] ?? 0]),
    ...[columns.at(-1) ?? 0, region.bottom, columns[0] ?? 0, region.bottom],
  ];
  const white = weather === 'snow' ? 0.55 : 0;
  const shade = (y: number) =>
    hexOf(mix(layerAt(palette, layer, y), [236, 240, 246], white * (time === 'night' ? 0.5 : 1)));
  const fill = shade(highest + 0.16);
  const lamps =
    terrain === 'town' && (time === 'night' || time === 'dusk') && layer > 0 && layer < 4
      ? windows(landscape, layer, region)
      : [];
  return [{ kind: 'polygon', points, fill }, ...lamps];
}

/** Nearer layers are darker. Each fades into the haze at its foot. */
function layerAt(palette: Palette, layer: number, y: number): Rgb {
  const near = nearness(layer);
  const own = mix(palette.far, palette.near, near ** 0.7 * 0.85);
  const foot = Math.max(0, Math.min(1, (y + 0.07 - footOf(layer)) / 0.3));
  const hazy = mix(own, palette.horizon, (1 - near) * (0.25 + 0.3 * foot));
  return mix(hazy, palette.near, near * 0.5 * foot);
}

function windows({ seed, terrain }: Landscape, layer: number, region: Extent): readonly FlatShape[] {
  const [wide, high] = [0.022 + 0.008 * layer, 0.032 + 0.01 * layer];
  const fill = alpha([255, 214, 138], 0.85);
  return grid(region.left, region.right, wide).flatMap((x) =>
    grid(-0.4, 0.24, high).flatMap((y): readonly FlatShape[] => {
      const [column, row] = [Math.round(x / wide), Math.round(y / high)];
      const crest = Math.max(
        crestAt(terrain, seed, layer, x + wide * 0.25),
        crestAt(terrain, seed, layer, x + wide * 0.75),
      );
      if (y < crest + high * 0.4 || !isLit(seed, layer, column, row)) return [];
      const [left, right, top, bottom] = [x + wide * 0.28, x + wide * 0.72, y, y + high * 0.5];
      return [rectangle({ left, right, top, bottom }, fill)];
    }),
  );
}

/** Lines on an empty stage, by which the camera's movement is seen. */
function marked(palette: Palette, region: Extent): readonly FlatShape[] {
  const line = (points: readonly number[], share: number): FlatShape => ({
    ...{ kind: 'line', points, width: 0.005, fill: alpha(palette.near, share) },
  });
  return [
    ...grid(region.left, region.right, 0.5).map((x) =>
      line([x + 0.25, horizon - 0.012, x + 0.25, horizon], 0.6),
    ),
    ...grid(region.left - 1, region.right + 1, 0.25).map((x) => line([x, horizon, x * 3.4, 0.85], 0.16)),
    ...[0.09, 0.14, 0.22, 0.34, 0.5].map((y) => line([region.left, y, region.right, y], 0.16)),
    ...grid(region.left, region.right, 0.5).flatMap((x) =>
      grid(Math.max(region.top, -2), Math.min(region.bottom, -0.1), 0.25).map((y) =>
        line([x - 0.012, y, x + 0.012, y], 0.2),
      ),
    ),
  ];
}

/** Along both sides of a street, smaller towards its end; alight after dark. */
function lampposts({ palette, time }: Landscape): readonly FlatShape[] {
  const alight = time === 'night' || time === 'dusk';
  const fill = hexOf(mix(palette.near, [20, 22, 28], 0.5));
  return [0.12, 0.3, 0.75].flatMap((near) =>
    [-1, 1].flatMap((sign): readonly FlatShape[] => {
      const [x, foot, tall] = [sign * (0.06 + 0.78 * near), 0.21 + 0.24 * near, 0.12 + 0.72 * near];
      const head = [x - sign * 0.12 * tall, foot - tall] as const;
      const radius = 0.32 * tall;
      return [
        { kind: 'line', points: [x, foot, x, foot - tall, ...head], width: 0.022 * tall + 0.003, fill },
        ...(alight ? halo(head, radius, [255, 220, 150], 0.8) : []),
        { kind: 'oval', at: head, radii: [0.06 * tall, 0.035 * tall], fill: alight ? '#fff0c8' : fill },
      ];
    }),
  );
}

/** What belongs to one kind of land: the road, furrows, water, a street. */
function extras(landscape: Landscape, region: Extent): readonly FlatShape[] {
  const { palette, terrain } = landscape;
  switch (terrain) {
    case 'road':
    case 'town': {
      const surface = hexOf(mix(palette.near, palette.horizon, terrain === 'town' ? 0.42 : 0.34));
      const top = terrain === 'town' ? 0.2 : horizon + 0.01;
      return [
        { kind: 'polygon', points: [-0.02, top, 0.02, top, 0.62, 0.7, -0.62, 0.7], fill: surface },
        ...(terrain === 'town' ? lampposts(landscape) : []),
        ...[0, 1, 2, 3].map((i): FlatShape => {
          const [y, next] = [
            top + 0.02 + 0.035 * i * (i + 1),
            top + 0.03 + 0.035 * i * (i + 1) + 0.025 * (i + 1),
          ];
          const half = (at: number) => 0.012 * ((at - top) / 0.3);
          return {
            kind: 'polygon',
            points: [-half(y), y, half(y), y, half(next), next, -half(next), next],
            fill: alpha(palette.light, 0.75),
          };
        }),
      ];
    }
    case 'fields':
      return Array.from(
        { length: 17 },
        (_, i): FlatShape => ({
          ...{ kind: 'line', width: 0.006, fill: alpha(palette.horizon, 0.32) },
          points: [(i - 8) * 0.05, footOf(1), (i - 8) * 0.42, 0.75],
        }),
      );
    case 'deck':
      return [...water(landscape, region), ...railing(landscape, region)];
    case 'river':
    case 'sea':
      return water(landscape, region);
    case 'open':
      return marked(palette, region);
    default:
      return [];
  }
}

/** Light on water, over its surface. */
function water({ seed, palette, terrain, time }: Landscape, region: Extent): readonly FlatShape[] {
  const top = terrain === 'river' ? footOf(2) + 0.06 : horizon + 0.05;
  const surface: readonly FlatShape[] =
    terrain === 'river'
      ? faded(
          { ...region, top },
          {
            top,
            bottom: 0.6,
            colors: [mix(palette.horizon, palette.zenith, 0.25), mix(palette.zenith, palette.near, 0.55)],
          },
        )
      : [];
  const strokes = grid(region.left, region.right, 0.23).flatMap((x) =>
    grid(top + 0.02, 0.6, 0.055).flatMap((y): readonly FlatShape[] => {
      const place = Math.round(x / 0.23) * 7919 + Math.round(y / 0.055) * 104_729;
      if (chance(seed, place) > 0.5) return [];
      const [from, length] = [
        x + 0.2 * chance(seed, place + 1),
        0.03 + 0.1 * chance(seed, place + 2) * (0.4 + y),
      ];
      return [
        {
          kind: 'line',
          points: [from, y, from + length, y],
          width: 0.004 + 0.004 * y,
          fill: alpha(palette.light, time === 'night' ? 0.3 : 0.42),
        },
      ];
    }),
  );
  return [...surface, ...strokes];
}

/** Planks, and a rail at the height of the hips of whoever stands on them. */
function railing({ palette }: Landscape, region: Extent): readonly FlatShape[] {
  const fill = hexOf(mix(palette.near, [14, 16, 22], 0.5));
  const [rail, deck] = [0.2, 0.36];
  return [
    rectangle(
      { ...region, top: deck, bottom: Math.max(region.bottom, deck + 0.01) },
      hexOf(mix(palette.near, palette.horizon, 0.22)),
    ),
    ...grid(region.left - 1, region.right + 1, 0.22).map(
      (x): FlatShape => ({
        kind: 'line',
        points: [x, deck, x * 2.2, 0.85],
        width: 0.006,
        fill: alpha(palette.near, 0.8),
      }),
    ),
    ...[rail, (rail + deck) / 2].map(
      (y, i): FlatShape => ({
        kind: 'line',
        points: [region.left, y, region.right, y],
        width: i === 0 ? 0.024 : 0.01,
        fill,
      }),
    ),
    ...grid(region.left, region.right, 0.34).map(
      (x): FlatShape => ({ kind: 'line', points: [x, rail, x, deck + 0.01], width: 0.018, fill }),
    ),
  ];
}
