import type { Size } from '../../core/frames.ts';

/** A drawing as data: shapes in units of their own, and how these come onto the pixels. Later shapes cover earlier ones. */
export interface FlatPicture {
  readonly size: Size;
  /** The point that is in the middle of the picture. */
  readonly middle: Point;
  /** Pixels per unit. */
  readonly scale: number;
  readonly shapes: readonly FlatShape[];
  /** Nothing is where no shape is; otherwise black is. */
  readonly clear?: true;
}

export type Point = readonly [x: number, y: number];

/**
 * Lengths in units; `fill` is `#rrggbb` or `#rrggbbaa`. There are no gradients: filling a picture with one takes ten times
 * as long as with a few dozen flat bands.
 */
export type FlatShape = {
  readonly fill: string;
} /** `crisp`: its edges are not smoothed, so that two that meet leave no seam. */ & (
  | { readonly kind: 'polygon'; readonly points: readonly number[]; readonly crisp?: true }
  /** With round ends and corners. */
  | { readonly kind: 'line'; readonly points: readonly number[]; readonly width: number }
  | { readonly kind: 'oval'; readonly at: Point; readonly radii: Point }
);
