import type { Size } from '../../core/frames.ts';
import type { FlatShape, Point } from '../../media/drawing/shapes.ts';
import { hexOf, mix, type Rgb } from './palette.ts';

/** What a camera sees: the point of the world in the middle of the picture, and the zoom relative to the first view. */
export interface CameraView {
  /** In picture heights, to the right and down. */
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** The part of a world that is drawn, in picture heights. */
export interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** `unit`: pixels per picture height at zoom 1. A little more than is seen, for lines at the edges. */
export function regionOf({ x, y, zoom }: CameraView, { width, height }: Size, unit: number): Extent {
  const [across, along] = [width / (2 * unit * zoom) + 0.05, height / (2 * unit * zoom) + 0.05];
  return { left: x - across, right: x + across, top: y - along, bottom: y + along };
}

export const rectangle = ({ left, right, top, bottom }: Extent, fill: string): FlatShape => ({
  ...{ kind: 'polygon', points: [left, top, right, top, right, bottom, left, bottom], fill },
});

const crisp = (shape: FlatShape): FlatShape => (shape.kind === 'polygon' ? { ...shape, crisp: true } : shape);

/** Colours at even distances from the top, blended in flat bands. */
export interface Bands {
  readonly top: number;
  readonly bottom: number;
  /** At least two. */
  readonly colors: readonly Rgb[];
  /** Opacity of each colour; opaque if absent. */
  readonly shares?: readonly number[];
}

/** In picture heights: on a picture of 500 lines, a band has eight. */
const band = 0.016;

/** A region in bands; above and below the fade, its first and last colour. They meet on a grid, so no edge is drawn twice. */
export function faded(region: Extent, { top, bottom, colors, shares }: Bands): readonly FlatShape[] {
  const last = colors.length - 1;
  const at = <T>(values: readonly T[], y: number, blend: (a: T, b: T, share: number) => T): T | undefined => {
    const place = Math.max(0, Math.min(last, ((y - top) / (bottom - top)) * last));
    const i = Math.min(last - 1, Math.floor(place));
    const [a, b] = [values[i], values[i + 1]];
    return a === undefined || b === undefined ? undefined : blend(a, b, place - i);
  };
  const strip = (from: number, to: number): FlatShape => {
    const colour = at(colors, (from + to) / 2, mix) ?? [0, 0, 0];
    const share = shares && at(shares, (from + to) / 2, (a, b, part) => a + (b - a) * part);
    const fill = share === undefined ? hexOf(colour) : alpha(colour, share);
    return crisp(rectangle({ ...region, top: from, bottom: to }, fill));
  };
  const edges = grid(Math.max(top, region.top), Math.min(bottom, region.bottom), band);
  const [first = region.top, end = region.bottom] = [edges[0], edges.at(-1)];
  return [
    ...(first > region.top ? [strip(region.top, first)] : []),
    ...edges.slice(1).map((y, i) => strip(edges[i] ?? y, y)),
    ...(end < region.bottom ? [strip(end, region.bottom)] : []),
  ];
}

export const alpha = (rgb: Rgb, share: number): string =>
  `${hexOf(rgb)}${Math.round(255 * share)
    .toString(16)
    .padStart(2, '0')}`;

/** Light around a point, in rings. */
export const halo = (at: Point, radius: number, colour: Rgb, share: number): readonly FlatShape[] =>
  [1, 0.62, 0.32].map((part) => ({
    ...{ kind: 'oval', at, radii: [radius * part, radius * part], fill: alpha(colour, share / 2.8) },
  }));

/** Points on a line, on a grid that doesn't depend on the region: so a later picture continues an earlier one. */
export function grid(from: number, to: number, step: number): readonly number[] {
  const first = Math.floor(from / step);
  return Array.from({ length: Math.ceil(to / step) - first + 1 }, (_, i) => (first + i) * step);
}

/** Shapes made `k` times as large around the middle, then moved down. */
export const enlarged = (shapes: readonly FlatShape[], k: number, down: number): readonly FlatShape[] =>
  k === 1 && down === 0 ? shapes : shapes.map((shape) => moved(shape, k, down));

export const shifted = (shapes: readonly FlatShape[], right: number): readonly FlatShape[] =>
  right === 0 ? shapes : shapes.map((shape) => moved(shape, 1, 0, right));

function moved(shape: FlatShape, k: number, down: number, right = 0): FlatShape {
  if (shape.kind === 'oval') {
    const { at, radii } = shape;
    return { ...shape, at: [at[0] * k + right, at[1] * k + down], radii: [radii[0] * k, radii[1] * k] };
  }
  const points = shape.points.map((value, i) => (i % 2 === 0 ? value * k + right : value * k + down));
  return shape.kind === 'line' ? { ...shape, points, width: shape.width * k } : { ...shape, points };
}
