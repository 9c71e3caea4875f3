import type { Size } from '../../core/frames.ts';

/**
 * Where things stand in a picture that stands in for footage, in pixels, all even, since colour is kept for two by two
 * of them: a slate bar on top, the picture, a line for the time passed, and a panel with the words. Depends on the size
 * alone, so that the parts of a chain cover each other exactly, and so that a cut knows what it may write on.
 */
export interface StandInLayout {
  readonly frame: Size;
  readonly bar: number;
  readonly picture: Size;
  readonly line: number;
  readonly panel: number;
  /** Kept free on both sides, for screens that cut off edges. */
  readonly margin: number;
  /** One timecode digit's width. */
  readonly digit: number;
  /** What one pixel of a 720 lines high frame is here. */
  readonly unit: number;
}

export function layoutOf(frame: Size): StandInLayout {
  const { width, height } = frame;
  const unit = Math.min(width, height) / 720;
  const share = Math.min(0.34, 0.245 * Math.max(1, Math.sqrt((16 * height) / (9 * width))));
  const bar = even(Math.max(10, 46 * unit));
  const line = even(Math.max(2, 4 * unit));
  const panel = even(height * share);
  const digit = Math.max(2, Math.min(even(bar * 0.3), 2 * Math.floor(width / 32)));
  const picture = { width, height: height - bar - line - panel };
  return { frame, bar, picture, line, panel, margin: even(width * 0.035), digit, unit };
}

export const even = (value: number): number => 2 * Math.round(value / 2);
