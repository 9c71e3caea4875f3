import type { Size } from '../../core/frames.ts';
import { exactRate } from '../../core/rates.ts';
import type { Mp4PictureTrack } from './track.ts';

/** Samples of pictures, in decode order: their bytes, the frame that each shows, and which can be decoded without others. */
interface PictureSamples {
  readonly sizes: Uint32Array;
  readonly shows: Int32Array;
  readonly keys: readonly number[];
}

/** A track of frames of equal length. */
export function pictureTrack(
  { sizes, shows, keys }: PictureSamples,
  { size, fps, avcC }: { readonly size: Size; readonly fps: number; readonly avcC: Uint8Array },
): Mp4PictureTrack {
  const { num, den } = exactRate(fps);
  // Precise enough for players that convert it to milliseconds, and every frame is a whole number of it.
  const fine = Math.max(1, Math.ceil(10_000 / num));
  const step = den * fine;
  // Frames are decoded in another order than shown, so all are delayed by the longest wait of any.
  const wait = shows.reduce((most, frame, i) => Math.max(most, i - frame), 0);
  return {
    kind: 'picture',
    timescale: num * fine,
    ...{ step, lastStep: step, skip: wait * step, duration: shows.length * step },
    ...{ size, avcC, sizes, keys },
    delays: Uint16Array.from(shows, (frame, i) => frame - i + wait),
  };
}
