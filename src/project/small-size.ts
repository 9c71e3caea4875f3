import type { Size } from '../core/frames.ts';

/** Pixels: enough to judge a cut by, and a quarter of the dots of 720p. */
const shortSide = 360;

/** A frame of the same shape whose short side is at most 360; both sides even. */
export function smallSize({ width, height }: Size): Size {
  const scale = Math.min(1, shortSide / Math.min(width, height));
  const even = (pixels: number): number => Math.max(2, Math.round((pixels * scale) / 2) * 2);
  return { width: even(width), height: even(height) };
}
