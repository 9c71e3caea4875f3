import type { FormOf } from '../../../sketch/sketch.ts';
import { type Gait, l, lit, o, type Part, p, type Silhouette } from './parts.ts';

const head = { x: 0.01, y: -0.935, high: 0.14 };
const person = { kind: 'person', tall: 1, broad: 0.4, focus: head } as const;

/** Eyes, brows and a mouth: seen only from close. */
const features = (x: number, y: number, size: number): readonly Part[] =>
  [
    ...[-0.024, 0.03].flatMap((side) => [
      lit(o(x + side * size, y, 0.0125 * size, 0.0072 * size)),
      o(x + (side + 0.002) * size, y, 0.0058 * size),
      lit(
        l(
          0.004 * size,
          x + (side - 0.014) * size,
          y - 0.015 * size,
          x + (side + 0.014) * size,
          y - 0.017 * size,
        ),
      ),
    ]),
    lit(
      l(
        0.0035 * size,
        x + 0.004 * size,
        y + 0.008 * size,
        x + 0.008 * size,
        y + 0.026 * size,
        x,
        y + 0.028 * size,
      ),
    ),
    lit(l(0.005 * size, x - 0.014 * size, y + 0.046 * size, x + 0.02 * size, y + 0.045 * size)),
  ].map((part) => ({ ...part, fine: true }));

function limbs(gait: Gait): readonly Part[] {
  switch (gait) {
    case 'walk':
      return [
        ...[
          l(0.075, 0.02, -0.5, 0.1, -0.28, 0.15, -0.03, 0.2, -0.02),
          l(0.07, -0.02, -0.5, -0.05, -0.27, -0.19, -0.06, -0.15, -0.02),
        ],
        ...[l(0.048, 0.1, -0.78, 0.06, -0.6, 0.2, -0.5), l(0.048, -0.1, -0.78, -0.17, -0.6, -0.12, -0.47)],
      ];
    case 'run':
    case 'fly':
      return [
        ...[
          l(0.078, 0.02, -0.5, 0.2, -0.38, 0.18, -0.14, 0.24, -0.12),
          l(0.072, -0.02, -0.5, -0.13, -0.3, -0.34, -0.3, -0.36, -0.24),
        ],
        ...[l(0.05, 0.12, -0.78, 0.12, -0.6, 0.29, -0.66), l(0.05, -0.06, -0.78, -0.22, -0.64, -0.18, -0.48)],
      ];
    case 'fall':
      return [
        ...[l(0.075, 0.04, -0.5, 0.22, -0.4, 0.3, -0.2), l(0.07, -0.04, -0.5, -0.2, -0.36, -0.22, -0.12)],
        ...[l(0.048, 0.1, -0.78, 0.26, -0.9, 0.33, -1.02), l(0.048, -0.1, -0.78, -0.26, -0.88, -0.34, -1)],
      ];
    case 'stand':
    case 'ride':
      return [
        ...[
          l(0.075, 0.05, -0.5, 0.06, -0.26, 0.06, -0.03, 0.1, -0.02),
          l(0.075, -0.05, -0.5, -0.06, -0.26, -0.06, -0.03, -0.02, -0.02),
        ],
        ...[
          l(0.048, 0.13, -0.78, 0.16, -0.6, 0.15, -0.44),
          l(0.048, -0.13, -0.78, -0.16, -0.6, -0.15, -0.44),
        ],
      ];
  }
}

const torso: readonly Part[] = [
  ...[l(0.05, 0, -0.88, 0, -0.8), l(0.07, -0.105, -0.79, 0.105, -0.79)],
  p(-0.14, -0.8, 0.14, -0.8, 0.095, -0.47, -0.095, -0.47),
];
const man = (gait: Gait): readonly Part[] => [
  ...limbs(gait),
  ...torso,
  ...[o(0, -0.93, 0.056, 0.072), l(0.024, -0.045, -0.972, 0.035, -0.985)],
  ...features(0, -0.938, 1),
];
const woman = (gait: Gait): readonly Part[] => [
  ...[o(-0.012, -0.925, 0.07, 0.078), l(0.07, -0.045, -0.92, -0.065, -0.78)],
  ...limbs(gait),
  ...[l(0.045, 0, -0.88, 0, -0.8), p(-0.115, -0.81, 0.115, -0.81, 0.075, -0.58, -0.075, -0.58)],
  p(-0.08, -0.6, 0.08, -0.6, 0.19, -0.24, -0.19, -0.24),
  ...[lit(o(0.008, -0.93, 0.047, 0.06)), o(0.008, -0.93, 0.044, 0.057)],
  ...features(0.008, -0.936, 0.92),
];
const child = (gait: Gait): readonly Part[] => [
  ...limbs(gait).map(lower),
  p(-0.14, -0.72, 0.14, -0.72, 0.13, -0.42, -0.13, -0.42),
  ...[o(0, -0.86, 0.115, 0.125), l(0.05, -0.09, -0.94, 0.06, -0.965)],
  ...features(0.005, -0.865, 1.9),
];

/** A child's limbs begin lower. */
function lower(part: Part): Part {
  if (!('l' in part)) return part;
  return {
    ...part,
    width: part.width * 1.2,
    l: part.l.map((value, i) => (i % 2 === 1 ? value * 0.9 : value)),
  };
}

const robot = (gait: Gait): readonly Part[] => [
  ...limbs(gait),
  ...[p(-0.16, -0.82, 0.16, -0.82, 0.12, -0.46, -0.12, -0.46), l(0.03, 0, -0.9, 0, -0.8)],
  ...[p(-0.085, -1, 0.085, -1, 0.085, -0.86, -0.085, -0.86), l(0.012, 0, -1.06, 0, -1), o(0, -1.06, 0.014)],
  ...[lit(o(-0.035, -0.94, 0.02)), lit(o(0.035, -0.94, 0.02)), lit(l(0.012, -0.05, -0.72, 0.05, -0.72))],
];

const hand = (): readonly Part[] => [
  ...[p(-0.17, 0.6, 0.13, 0.6, 0.11, -0.32, -0.11, -0.32), o(0, -0.44, 0.17, 0.19)],
  ...[l(0.075, -0.12, -0.5, -0.17, -0.74, -0.18, -0.84), l(0.08, -0.045, -0.55, -0.06, -0.82, -0.06, -0.96)],
  ...[l(0.08, 0.04, -0.55, 0.055, -0.8, 0.06, -0.93), l(0.07, 0.11, -0.5, 0.155, -0.7, 0.17, -0.8)],
  l(0.085, -0.1, -0.36, -0.25, -0.5, -0.29, -0.6),
  ...[lit(l(0.012, -0.1, -0.4, 0.02, -0.34, 0.1, -0.4)), lit(l(0.01, -0.13, -0.48, 0.1, -0.5))],
];

const feet = (): readonly Part[] =>
  [-0.24, 0.24].flatMap((x) => [
    p(x - 0.14, -1.6, x + 0.14, -1.6, x + 0.1, -0.2, x - 0.1, -0.2),
    p(x - 0.11, -0.26, x + 0.1, -0.26, x + 0.34, -0.12, x + 0.36, 0, x - 0.12, 0),
    lit(l(0.014, x - 0.1, -0.045, x + 0.34, -0.045)),
  ]);

export const people: Readonly<Record<FormOf<'person'>, Silhouette>> = {
  man: { ...person, parts: man },
  woman: { ...person, tall: 0.95, parts: woman },
  child: { ...person, tall: 0.64, broad: 0.46, focus: { x: 0, y: -0.86, high: 0.24 }, parts: child },
  robot: { ...person, tall: 1.05, parts: robot },
  face: { ...person, parts: man },
  hand: { ...person, tall: 0.4, broad: 0.55, focus: { x: 0, y: -0.5, high: 1 }, parts: hand },
  feet: { ...person, tall: 0.3, broad: 1.1, focus: { x: 0, y: -0.3, high: 1 }, parts: feet },
};
