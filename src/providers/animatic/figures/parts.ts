import type { FigureKind, Motion } from '../../../sketch/sketch.ts';

/**
 * A part of a silhouette, in units of its height: feet at 0, up is negative, the front to the right. `o`: an oval by its middle
 * and radii. `l`: a line of this width. `p`: a polygon. `light` parts are eyes and windows.
 */
export type Part =
  | ({ readonly o: readonly [number, number, number, number] } & Tone)
  | ({ readonly l: readonly number[]; readonly width: number } & Tone)
  | ({ readonly p: readonly number[] } & Tone);

/** `fine`: too small to be drawn unless the figure is large. */
interface Tone {
  readonly light?: true;
  readonly fine?: true;
}

export const o = (x: number, y: number, rx: number, ry = rx): Part => ({ o: [x, y, rx, ry] });
export const l = (width: number, ...points: readonly number[]): Part => ({ l: points, width });
export const p = (...points: readonly number[]): Part => ({ p: points });
export const lit = (part: Part): Part => ({ ...part, light: true });
export const box = (x: number, y: number, width: number, height: number): Part =>
  p(x, y, x + width, y, x + width, y + height, x, y + height);

/** A silhouette and what is needed to place it. */
export interface Silhouette {
  readonly kind: FigureKind;
  /** Height in heights of a person. */
  readonly tall: number;
  /** Width in its own heights. */
  readonly broad: number;
  /** What a close-up shows: a point, and how high that part is. */
  readonly focus: { readonly x: number; readonly y: number; readonly high: number };
  /** Whether it is off the ground. */
  readonly airborne?: true;
  readonly parts: (gait: Gait) => readonly Part[];
}

/** A pose. */
export type Gait = 'stand' | Motion['gait'];
