import type { Size } from '../../core/frames.ts';
import type { FlatPicture, FlatShape } from '../../media/drawing/shapes.ts';
import type { ShotSize } from '../../sketch/sketch.ts';
import { space, underwater } from './beyond.ts';
import { drawnFigure, type FigureColours } from './figures/drawn-figure.ts';
import { type PlacedFigure, placed } from './figures/group.ts';
import { ground } from './ground.ts';
import { inside } from './inside.ts';
import { goingMark, speechMark } from './marks.ts';
import { cloud, outside } from './outside.ts';
import { hexOf, mix, type Palette } from './palette.ts';
import {
  alpha,
  type CameraView,
  type Extent,
  enlarged,
  faded,
  grid,
  rectangle,
  regionOf,
  shifted,
} from './view.ts';
import { falling } from './weather.ts';
import type { PaintedWorld } from './world.ts';

/** What is painted: which part of the world, at which size, and who speaks in it. */
export interface Canvas {
  readonly view: CameraView;
  readonly size: Size;
  /** Pixels per picture height at zoom 1. */
  readonly unit: number;
  /** Half of the picture's width in its heights, at zoom 1. */
  readonly room: number;
  /** The number of the person who speaks, in the order of the sketch. */
  readonly speaker?: number;
}

/** What is painted of a world: all of it, or what is behind its figures, or these alone and what is before them. */
export type Plane = 'all' | 'behind' | 'before';

/** A world as a drawing. Each point depends on the world alone, so that a later picture can continue an earlier one. */
export function paintingOf(world: PaintedWorld, canvas: Canvas, plane: Plane = 'all'): FlatPicture {
  const { view, size, unit } = canvas;
  const region = regionOf(view, size, unit);
  return {
    size,
    middle: [view.x, view.y],
    scale: unit * view.zoom,
    shapes: [
      ...(plane === 'before' ? [] : backdrop(world, region)),
      ...(plane === 'behind' ? [] : foreground(world, region, canvas)),
    ],
    ...(plane === 'before' && { clear: true }),
  };
}

function foreground(world: PaintedWorld, region: Extent, { room, speaker }: Canvas): readonly FlatShape[] {
  const figures = placed(world, world.seed, room);
  const colours = coloursOf(world);
  const speaking = speaker === undefined ? undefined : peopleIn(figures)[speaker];
  const carried = (shapes: readonly FlatShape[]) => shifted(shapes, world.carried);
  return [
    ...carried(figures.flatMap((figure) => drawnFigure(figure, colours))),
    ...carried(world.angle === 'over-shoulder' ? shoulder(world, room) : []),
    ...weather(world, region),
    ...carried(goingMark(figures, world.motion, room)),
    ...carried(speaking ? speechMark(speaking, room) : []),
  ];
}

/** From left to right, those named first before the others. */
const peopleIn = (figures: readonly PlacedFigure[]): readonly PlacedFigure[] =>
  figures
    .filter(({ silhouette }) => silhouette.kind === 'person')
    .toSorted((a, b) => a.of - b.of || a.x - b.x);

/** The closer the shot, the larger and paler is what is behind. */
const enlargement: Readonly<Record<ShotSize, number>> = {
  'extreme-wide': 0.75,
  wide: 1,
  full: 1.1,
  'medium-wide': 1.3,
  medium: 1.45,
  'medium-close': 1.7,
  close: 2,
  'extreme-close': 2.6,
  macro: 3.2,
};
const haze: Partial<Record<ShotSize, number>> = {
  'medium-close': 0.2,
  close: 0.36,
  'extreme-close': 0.5,
  macro: 0.62,
};

function backdrop(world: PaintedWorld, region: Extent): readonly FlatShape[] {
  const { size, angle, palette, seed } = world;
  const k = size ? enlargement[size] : 1;
  const down = (angle === 'low' ? 0.24 : angle === 'high' ? -0.24 : 0) * Math.max(1, k);
  const seen = {
    left: region.left / k,
    right: region.right / k,
    top: (region.top - down) / k,
    bottom: (region.bottom - down) / k,
  };
  const soft = (size && haze[size]) ?? 0;
  return [
    ...enlarged(surroundings(world, seen), k, down),
    ...(soft > 0
      ? [
          rectangle(region, alpha(mix(palette.horizon, palette.far, 0.5), soft)),
          ...softLights(seed, palette, region),
        ]
      : []),
  ];
}

function surroundings(world: PaintedWorld, region: Extent): readonly FlatShape[] {
  const { seed, palette, time, weather, whereabouts, angle } = world;
  const scenery =
    world.scenery ?? (whereabouts === 'inside' ? 'room' : whereabouts === 'outside' ? 'hills' : 'open');
  if (angle === 'overhead' && scenery !== 'space') return ground(world, scenery, region);
  switch (scenery) {
    case 'space':
      return space(seed, region);
    case 'underwater':
      return underwater(seed, palette, region);
    case 'room':
    case 'corridor':
    case 'stairs':
    case 'cabin':
      return inside({ seed, palette, kind: scenery, time, weather }, region);
    default:
      return outside({ seed, palette, terrain: scenery, time, weather }, region);
  }
}

/** Lights out of focus. */
const softLights = (seed: number, { light }: Palette, { left, right }: Extent): readonly FlatShape[] =>
  grid(left, right, 0.37).map((x) => {
    const n = Math.round(x / 0.37);
    const [y, radius] = [
      -0.35 + 0.5 * ((Math.abs(n * 37 + seed) % 10) / 10),
      0.05 + 0.06 * ((Math.abs(n * 53 + seed) % 7) / 7),
    ];
    return { kind: 'oval', at: [x, y], radii: [radius, radius], fill: alpha(light, 0.16) };
  });

/** Dark before a bright ground, and lighter than a dark one. */
function coloursOf({ palette, time, scenery }: PaintedWorld): FigureColours {
  const night = time === 'night' || scenery === 'space';
  const dark = mix(palette.near, [16, 18, 24], 0.55);
  return {
    dark: hexOf(night ? mix(dark, palette.far, 0.25) : dark),
    light: hexOf(mix(palette.light, [255, 255, 255], 0.2)),
    rim: alpha(mix(palette.light, palette.horizon, 0.4), night ? 0.5 : 0.25),
  };
}

/** Somebody in front, from behind. */
function shoulder({ palette }: PaintedWorld, room: number): readonly FlatShape[] {
  const fill = hexOf(mix(palette.near, [10, 11, 15], 0.75));
  const x = room * 0.62;
  return [
    {
      kind: 'polygon',
      points: [x - 0.62, 0.9, x - 0.5, 0.34, x - 0.3, 0.2, x + 0.3, 0.2, x + 0.62, 0.36, x + 1.2, 0.9],
      fill,
    },
    { kind: 'line', points: [x - 0.02, 0.3, x - 0.02, 0], width: 0.2, fill },
    { kind: 'oval', at: [x - 0.02, -0.16], radii: [0.23, 0.29], fill },
  ];
}

function weather(
  { seed, weather: kind, palette, whereabouts, scenery, time }: PaintedWorld,
  region: Extent,
): readonly FlatShape[] {
  const indoors = whereabouts === 'inside' || ['room', 'corridor', 'stairs', 'cabin'].includes(scenery ?? '');
  if (kind === undefined || indoors) return [];
  if (kind === 'fog') {
    const veil = mix(palette.horizon, [232, 236, 238], time === 'night' ? 0.1 : 0.5);
    return faded(region, { top: -0.5, bottom: 0.5, colors: [veil, veil, veil], shares: [0.35, 0.78, 0.5] });
  }
  const storm: readonly FlatShape[] =
    kind === 'storm'
      ? [
          ...grid(region.left - 0.3, region.right + 0.3, 0.36).flatMap((x) =>
            cloud(x, -0.42, 0.15, alpha(mix(palette.zenith, [28, 32, 40], 0.65), 0.95)),
          ),
          {
            kind: 'line',
            points: [0.62, -0.36, 0.54, -0.2, 0.62, -0.19, 0.5, 0.02],
            width: 0.016,
            fill: '#fff6d8',
          },
        ]
      : [];
  return [...storm, ...falling(seed, kind, region)];
}
