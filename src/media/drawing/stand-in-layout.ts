import type { Size } from '../../core/frames.ts';

/**
 * The layout of a stand-in, in pixels: a slate bar on top, the picture, a progress line, and a panel with the words. All
 * values are even, because colour is stored once for 2x2 pixels. It depends only on the size, so the parts of a chain match
 * exactly, and a cut knows where it may write.
 */
export interface StandInLayout {
  readonly frame: Size;
  readonly bar: number;
  readonly picture: Size;
  readonly line: number;
  readonly panel: number;
  /** Kept free on both sides, for screens that crop the edges. */
  readonly margin: number;
  /** One timecode digit's width. */
  readonly digit: number;
  /** One pixel of a frame of 720 lines, at this size. */
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
