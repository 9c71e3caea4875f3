import type { FigureForm } from '../../../sketch/sketch.ts';
import { box, type Gait, l, lit, o, type Part, p, type Silhouette } from './parts.ts';
import { silhouettes } from './silhouettes.ts';

/** Ovals are seen in each other by a line around the upper one. */
const ringed = (x: number, y: number, rx: number, ry = rx): readonly Part[] => [
  lit(o(x, y, rx, ry)),
  o(x, y, rx - 0.025, ry - 0.025),
];

/** Head and shoulders, the hands before them, and the feet of those who go. They face down the picture. */
const person = (gait: Gait): readonly Part[] => [
  ...(gait === 'stand' ? [] : [o(-0.13, -0.2, 0.08, 0.15), o(0.13, -0.72, 0.08, 0.15)]),
  ...[l(0.13, -0.38, -0.48, -0.4, -0.3, -0.27, -0.14), l(0.13, 0.38, -0.48, 0.4, -0.3, 0.27, -0.14)],
  o(0, -0.5, 0.46, 0.2),
  ...ringed(0, -0.48, 0.19, 0.22),
  p(-0.05, -0.28, 0.05, -0.28, 0, -0.2),
];

const animal = (): readonly Part[] => [
  ...[-0.45, 0.35].flatMap((x) => [o(x, -0.74, 0.1, 0.14), o(x, -0.26, 0.1, 0.14)]),
  ...[o(-0.05, -0.5, 0.7, 0.24), l(0.07, -0.7, -0.5, -1.05, -0.4)],
  ...ringed(0.72, -0.5, 0.24, 0.2),
  ...[p(0.62, -0.68, 0.74, -0.82, 0.76, -0.66), p(0.62, -0.32, 0.74, -0.18, 0.76, -0.34)],
];

const car = (): readonly Part[] => [
  p(-1, -0.14, -0.96, -0.06, 0.82, -0.06, 1, -0.24, 1, -0.76, 0.82, -0.94, -0.96, -0.94, -1, -0.86),
  lit(p(0.3, -0.84, 0.54, -0.76, 0.54, -0.24, 0.3, -0.16)),
  lit(p(-0.74, -0.78, -0.54, -0.84, -0.54, -0.16, -0.74, -0.22)),
  ...[lit(l(0.03, -0.46, -0.87, 0.22, -0.87)), lit(l(0.03, -0.46, -0.13, 0.22, -0.13))],
];

const boat = (): readonly Part[] => [
  p(-1, -0.8, 0.3, -0.94, 0.8, -0.74, 1.05, -0.5, 0.8, -0.26, 0.3, -0.06, -1, -0.2),
  lit(l(0.04, -0.88, -0.7, 0.28, -0.82, 0.7, -0.66, 0.86, -0.5, 0.7, -0.34, 0.28, -0.18, -0.88, -0.3)),
  ...[lit(box(-0.5, -0.74, 0.14, 0.48)), lit(box(0.14, -0.76, 0.14, 0.52))],
];

const tree = (): readonly Part[] => [
  ...Array.from({ length: 8 }, (_, i) => {
    const turn = (i * Math.PI) / 4;
    return o(0.3 * Math.cos(turn), -0.5 + 0.3 * Math.sin(turn), 0.2);
  }),
  ...[
    o(0, -0.5, 0.36),
    lit(l(0.02, -0.16, -0.62, 0, -0.5, 0.18, -0.58)),
    lit(l(0.02, 0, -0.5, -0.04, -0.28)),
  ],
];

const cup = (): readonly Part[] => [
  l(0.1, 0.34, -0.6, 0.62, -0.5, 0.34, -0.4),
  ...[o(0, -0.5, 0.46), lit(o(0, -0.5, 0.38)), o(0, -0.5, 0.34)],
];

const roof = (): readonly Part[] => [
  box(-0.6, -0.95, 1.2, 0.9),
  ...[lit(l(0.02, -0.6, -0.95, -0.3, -0.5, 0.3, -0.5, 0.6, -0.95)), lit(l(0.02, -0.6, -0.05, -0.3, -0.5))],
  ...[lit(l(0.02, 0.6, -0.05, 0.3, -0.5)), lit(box(0.3, -0.76, 0.1, 0.1))],
];

const table = (): readonly Part[] => [
  box(-1, -1, 2, 1),
  lit(l(0.03, -0.9, -0.9, 0.9, -0.9, 0.9, -0.1, -0.9, -0.1, -0.9, -0.9)),
];

const whole = { x: 0, y: -0.5, high: 0.9 };
const lying = (form: FigureForm, parts: Silhouette['parts'], size: Partial<Silhouette> = {}) => ({
  ...{ ...silhouettes[form], focus: whole, parts, ...size },
});
/** About as large as from the side: who looks down is no farther away. */
const people = { tall: 0.6, broad: 0.95 };

/** What is drawn from straight above. What looks alike from there, such as a ball or a sheet of paper, is as from the side. */
export const fromAbove: Readonly<Partial<Record<FigureForm, Silhouette>>> = {
  ...{ man: lying('man', person, people), woman: lying('woman', person, people) },
  ...{ child: lying('child', person, { ...people, tall: 0.45 }), robot: lying('robot', person, people) },
  ...{ dog: lying('dog', animal), cat: lying('cat', animal), cow: lying('cow', animal) },
  ...{ horse: lying('horse', animal), camel: lying('camel', animal), elephant: lying('elephant', animal) },
  ...{ car: lying('car', car), truck: lying('truck', car, { tall: 1.2 }) },
  ...{
    boat: lying('boat', boat, { tall: 0.8, broad: 2.1 }),
    ship: lying('ship', boat, { tall: 1.8, broad: 2.1 }),
  },
  ...{ tree: lying('tree', tree, { tall: 1.4, broad: 1 }), cup: lying('cup', cup) },
  ...{ house: lying('house', roof), building: lying('building', roof, { tall: 2.6, broad: 1.3 }) },
  // Beside who sits at it, not before them.
  table: lying('table', table, { tall: 0.7, broad: 1.9 }),
};
