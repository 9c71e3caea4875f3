import type { FlatShape } from '../../media/drawing/shapes.ts';
import type { DayTime, Scenery, Weather } from '../../sketch/sketch.ts';
import { hexOf, mix, type Palette, type Rgb } from './palette.ts';
import { alpha, type Extent, faded, grid, halo, rectangle } from './view.ts';
import { falling } from './weather.ts';

export interface Interior {
  readonly seed: number;
  readonly palette: Palette;
  readonly kind: Extract<Scenery, 'room' | 'corridor' | 'stairs' | 'cabin'>;
  readonly time: DayTime | undefined;
  readonly weather: Weather | undefined;
}

const floor = 0.27;

export function inside(interior: Interior, region: Extent): readonly FlatShape[] {
  switch (interior.kind) {
    case 'room':
      return room(interior, region);
    case 'corridor':
      return corridor(interior, region);
    case 'stairs':
      return stairs(interior, region);
    case 'cabin':
      return cabin(interior, region);
  }
}

/** Walls are lit by day, and dim at night except around a lamp. */
function tones({ palette, time }: Interior): {
  readonly wall: Rgb;
  readonly ground: Rgb;
  readonly trim: Rgb;
} {
  const dim = time === 'night' ? 0.72 : time === 'dusk' || time === 'dawn' ? 0.42 : 0.16;
  const wall = mix(mix(palette.far, [214, 204, 190], 0.55), palette.near, dim);
  return { wall, ground: mix(wall, palette.near, 0.5), trim: mix(wall, palette.near, 0.75) };
}

function surfaces(interior: Interior, region: Extent): readonly FlatShape[] {
  const { wall, ground, trim } = tones(interior);
  return [
    ...faded(region, { top: -0.6, bottom: floor, colors: [mix(wall, interior.palette.near, 0.3), wall] }),
    ...faded({ ...region, top: floor }, { top: floor, bottom: 0.7, colors: [ground, trim] }),
    rectangle({ ...region, top: floor - 0.02, bottom: floor + 0.004 }, hexOf(trim)),
  ];
}

function room(interior: Interior, region: Extent): readonly FlatShape[] {
  const { palette, time } = interior;
  const { trim } = tones(interior);
  const boards = grid(region.left - 2, region.right + 2, 0.5).map(
    (x): FlatShape => ({
      ...{ kind: 'line', points: [x, floor, x * 2.2, 0.8], width: 0.004, fill: alpha(trim, 0.4) },
    }),
  );
  const every = 1.5;
  const fittings = grid(region.left - 1, region.right + 1, every).flatMap((x) => {
    const at = x + every / 2 + 0.05;
    return [
      ...pane(interior, { left: at - 0.17, right: at + 0.17, top: -0.36, bottom: 0.04 }),
      ...frame(at - every / 2 + 0.04, trim, palette),
    ];
  });
  const lamp: readonly FlatShape[] =
    time === 'night' || time === 'dusk'
      ? [
          ...halo([0, -0.34], 0.5, [255, 210, 138], 0.6),
          { kind: 'line', points: [0, -0.9, 0, -0.46], width: 0.008, fill: hexOf(trim) },
          {
            kind: 'polygon',
            points: [-0.04, -0.46, 0.04, -0.46, 0.09, -0.38, -0.09, -0.38],
            fill: '#ffe2a8',
          },
        ]
      : [];
  return [...surfaces(interior, region), ...boards, ...fittings, ...lamp];
}

const frame = (x: number, trim: Rgb, { far, light }: Palette): readonly FlatShape[] => [
  rectangle({ left: x - 0.09, right: x + 0.09, top: -0.3, bottom: -0.1 }, hexOf(trim)),
  rectangle({ left: x - 0.075, right: x + 0.075, top: -0.285, bottom: -0.115 }, hexOf(mix(far, light, 0.4))),
  {
    kind: 'polygon',
    points: [x - 0.075, -0.115, x - 0.02, -0.21, x + 0.02, -0.16, x + 0.05, -0.19, x + 0.075, -0.115],
    fill: hexOf(mix(far, trim, 0.6)),
  },
];

/** A window, with the time and weather behind it. */
function pane(interior: Interior, box: Extent): readonly FlatShape[] {
  const { palette, seed, weather, time } = interior;
  const { trim } = tones(interior);
  const { left, right, top, bottom } = box;
  const middle = (left + right) / 2;
  const bar = (points: readonly number[]): FlatShape => ({
    kind: 'line',
    points,
    width: 0.012,
    fill: hexOf(trim),
  });
  return [
    rectangle(
      { left: left - 0.02, right: right + 0.02, top: top - 0.02, bottom: bottom + 0.02 },
      hexOf(trim),
    ),
    ...faded(box, { top, bottom, colors: [palette.zenith, palette.horizon] }),
    ...(time === 'night'
      ? [
          {
            kind: 'oval',
            at: [left + 0.09, top + 0.1],
            radii: [0.03, 0.03],
            fill: hexOf(palette.light),
          } as const,
        ]
      : []),
    ...(time === 'day'
      ? [
          {
            kind: 'polygon',
            points: [left, bottom + 0.32, right, bottom + 0.32, right + 0.35, 0.62, left + 0.2, 0.62],
            fill: alpha(palette.light, 0.28),
          } as const,
        ]
      : []),
    ...falling(seed, weather, {
      left: left + 0.03,
      right: right - 0.03,
      top: top + 0.05,
      // As long as its marks are.
      bottom: bottom - 0.2,
    }),
    ...[bar([middle, top, middle, bottom]), bar([left, (top + bottom) / 2, right, (top + bottom) / 2])],
  ];
}

/** One vanishing point: walls, doors and lamps get smaller towards it. */
function corridor(interior: Interior, region: Extent): readonly FlatShape[] {
  const { wall, ground, trim } = tones(interior);
  const { palette } = interior;
  const at = (depth: number) => ({
    x: 0.16 + 2.4 * depth ** 2,
    up: -0.13 - 1.5 * depth ** 2,
    down: 0.1 + 1.1 * depth ** 2,
  });
  const side = (
    sign: number,
    from: number,
    to: number,
    [top, bottom]: readonly [number, number],
    fill: string,
  ): FlatShape => {
    const [a, b] = [at(from), at(to)];
    const y = (edge: typeof a, share: number) => edge.up + (edge.down - edge.up) * share;
    return {
      kind: 'polygon',
      points: [
        sign * a.x,
        y(a, top),
        sign * b.x,
        y(b, top),
        sign * b.x,
        y(b, bottom),
        sign * a.x,
        y(a, bottom),
      ],
      fill,
    };
  };
  const end = at(0);
  return [
    rectangle(region, hexOf(mix(wall, palette.near, 0.35))),
    {
      kind: 'polygon',
      points: [-end.x, end.down, end.x, end.down, 2.56, 1.2, -2.56, 1.2],
      fill: hexOf(ground),
    },
    {
      kind: 'polygon',
      points: [-end.x, end.up, end.x, end.up, 2.56, -1.63, -2.56, -1.63],
      fill: hexOf(mix(wall, palette.near, 0.55)),
    },
    ...[-1, 1].flatMap((sign) => [
      side(sign, 0, 1, [0, 1], hexOf(sign < 0 ? wall : mix(wall, palette.near, 0.2))),
      ...[0.18, 0.36, 0.56, 0.78].map((depth) => side(sign, depth, depth + 0.085, [0.28, 1], hexOf(trim))),
    ]),
    rectangle({ left: -end.x, right: end.x, top: end.up, bottom: end.down }, alpha(palette.light, 0.85)),
    ...[0.2, 0.4, 0.62].map((depth): FlatShape => {
      const { up } = at(depth);
      return {
        kind: 'oval',
        at: [0, up],
        radii: [0.05 + 0.2 * depth, 0.012 + 0.05 * depth],
        fill: alpha(palette.light, 0.9),
      };
    }),
  ];
}

function stairs(interior: Interior, region: Extent): readonly FlatShape[] {
  const { wall, ground, trim } = tones(interior);
  const { palette } = interior;
  const [run, rise] = [0.16, 0.105];
  const top = (x: number) => 0.3 - (x / run) * rise;
  const steps = grid(region.left - run, region.right + run, run);
  return [
    ...faded(region, { top: -0.6, bottom: 0.4, colors: [wall, mix(wall, palette.near, 0.45)] }),
    ...steps.map((x) =>
      rectangle({ left: x, right: x + run + 0.002, top: top(x), bottom: region.bottom }, hexOf(ground)),
    ),
    ...steps.flatMap((x): readonly FlatShape[] => [
      {
        kind: 'line',
        points: [x, top(x), x + run, top(x)],
        width: 0.014,
        fill: hexOf(mix(wall, palette.light, 0.35)),
      },
      { kind: 'line', points: [x + run, top(x), x + run, top(x) - rise], width: 0.01, fill: hexOf(trim) },
      {
        kind: 'line',
        points: [x + run / 2, top(x), x + run / 2, top(x) - 0.34],
        width: 0.008,
        fill: hexOf(trim),
      },
    ]),
    {
      kind: 'line',
      points: [region.left, top(region.left) - 0.29, region.right, top(region.right) - 0.29],
      width: 0.024,
      fill: hexOf(trim),
    },
  ];
}

function cabin(interior: Interior, region: Extent): readonly FlatShape[] {
  const { palette, seed, weather } = interior;
  const dark = hexOf(mix(palette.near, [18, 20, 26], 0.6));
  const trim = hexOf(mix(palette.near, [70, 74, 84], 0.5));
  const glass: Extent = { left: region.left, right: region.right, top: region.top, bottom: 0.24 };
  const wheel = Array.from({ length: 33 }, (_, i) => [
    -0.42 + 0.23 * Math.cos((i * Math.PI) / 16),
    0.38 + 0.2 * Math.sin((i * Math.PI) / 16),
  ]).flat();
  return [
    ...faded(glass, { top: -0.5, bottom: 0.1, colors: [palette.zenith, palette.horizon] }),
    {
      kind: 'polygon',
      points: [region.left, 0.06, region.right, 0.06, region.right, 0.3, region.left, 0.3],
      fill: hexOf(mix(palette.far, palette.near, 0.4)),
    },
    {
      kind: 'polygon',
      points: [-0.03, 0.06, 0.03, 0.06, 0.5, 0.3, -0.5, 0.3],
      fill: hexOf(mix(palette.near, palette.horizon, 0.3)),
    },
    ...falling(seed, weather, glass),
    {
      kind: 'polygon',
      points: [
        -1.5, -0.8, -1.15, -0.8, -0.98, -0.42, 0.98, -0.42, 1.15, -0.8, 1.5, -0.8, 4, -0.8, 4, -0.9, -4, -0.9,
        -4, -0.8,
      ],
      fill: dark,
    },
    ...[-1, 1].map(
      (sign): FlatShape => ({
        kind: 'polygon',
        points: [sign * 0.98, -0.44, sign * 1.08, -0.44, sign * 1.42, 0.3, sign * 1.24, 0.3],
        fill: dark,
      }),
    ),
    rectangle({ ...region, top: -0.9, bottom: -0.42 }, dark),
    rectangle({ left: -0.14, right: 0.14, top: -0.4, bottom: -0.3 }, trim),
    {
      kind: 'polygon',
      points: [
        region.left,
        0.22,
        -0.8,
        0.2,
        0.8,
        0.2,
        region.right,
        0.22,
        region.right,
        region.bottom,
        region.left,
        region.bottom,
      ],
      fill: dark,
    },
    { kind: 'line', points: wheel, width: 0.035, fill: trim },
    { kind: 'line', points: [-0.63, 0.38, -0.21, 0.38], width: 0.03, fill: trim },
  ];
}
