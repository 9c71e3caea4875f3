import type { Size } from '../../core/frames.ts';
import { exactRate, rateText } from '../../core/rates.ts';
import { namedColours } from '../../media/encoding.ts';

/** Pictures of one size in yuv420p, one after another. */
export interface Stream {
  readonly size: Size;
  readonly fps: number;
  /** 1 or more. */
  readonly frames: number;
}

/**
 * Filters that put frame 0 at time 0 and each following one a tick later, and name the colours. Streams from different
 * sources then match frame by frame, and no ffmpeg converts one of them.
 */
export function aligned({ fps }: Stream): string {
  const { num, den } = exactRate(fps);
  return `settb=expr=${den}/${num},setpts=N,setsar=1,${namedColours}`;
}

/** A stream of one colour. */
export const plain = (colour: 'black' | 'white', { size, fps, frames }: Stream): string =>
  `color=c=${colour}:s=${size.width}x${size.height}:r=${rateText(fps)},trim=end_frame=${frames},format=yuv420p`;

/** The number of a frame, for filters with several inputs: their own count includes frames read ahead. */
export function numberOf({ fps }: Stream): string {
  const { num, den } = exactRate(fps);
  return `round(t*${num}/${den})`;
}
