import type { FlatShape } from '../../media/drawing/shapes.ts';
import { chance } from './chance.ts';
import { stars } from './outside.ts';
import { hexOf, mix, type Palette } from './palette.ts';
import { alpha, type Extent, faded, grid } from './view.ts';

export function space(seed: number, region: Extent): readonly FlatShape[] {
  return [
    ...faded(region, {
      top: -0.6,
      bottom: 0.6,
      colors: [
        [5, 6, 15],
        [13, 18, 48],
        [5, 6, 15],
      ],
    }),
    ...stars(seed, region, region.bottom),
    { kind: 'oval', at: [0.7, 0.62], radii: [0.55, 0.55], fill: '#2c4676' },
    { kind: 'oval', at: [0.64, 0.58], radii: [0.46, 0.46], fill: '#4f74ac' },
    { kind: 'oval', at: [0.58, 0.5], radii: [0.3, 0.3], fill: '#86a8d8' },
  ];
}

export function underwater(seed: number, palette: Palette, region: Extent): readonly FlatShape[] {
  const water = mix(palette.zenith, [16, 110, 140], 0.7);
  const ray = (x: number): FlatShape => ({
    ...{ kind: 'polygon', points: [x, -0.9, x + 0.1, -0.9, x + 0.5, 0.7, x + 0.18, 0.7] },
    fill: '#ffffff20',
  });
  const bed = grid(region.left - 0.05, region.right + 0.05, 0.05).flatMap((x) => [
    x,
    0.38 + 0.03 * Math.sin(x * 5 + seed),
  ]);
  return [
    ...faded(region, {
      top: -0.6,
      bottom: 0.6,
      colors: [mix(water, [190, 240, 240], 0.6), water, mix(water, [4, 20, 40], 0.7)],
    }),
    ...grid(region.left - 1, region.right, 0.62).map((x) =>
      ray(x + 0.3 * chance(seed, Math.round(x / 0.62))),
    ),
    {
      kind: 'polygon',
      points: [...bed, region.right + 0.1, region.bottom, region.left - 0.1, region.bottom],
      fill: hexOf(mix(water, [8, 24, 36], 0.75)),
    },
    ...grid(region.left, region.right, 0.31).flatMap((x): readonly FlatShape[] => {
      const n = Math.round(x / 0.31);
      const y = 0.3 - 0.75 * chance(seed, n);
      return [0, 1, 2].map((i) => ({
        kind: 'line',
        points: circle(x + 0.02 * i, y - 0.07 * i, 0.012 + 0.006 * i),
        width: 0.004,
        fill: alpha([230, 250, 255], 0.6),
      }));
    }),
  ];
}

const circle = (x: number, y: number, radius: number): readonly number[] =>
  Array.from({ length: 17 }, (_, i) => [
    x + radius * Math.cos((i * Math.PI) / 8),
    y + radius * Math.sin((i * Math.PI) / 8),
  ]).flat();
