import type { Size } from '../core/frames.ts';
import type { Samples } from './mp4/read-samples.ts';

/** How brightness is coded in high dynamic range (ITU-R BT.2100): hybrid log-gamma, or the perceptual quantizer. */
export type HighRange = 'hlg' | 'pq';

/** What stitching must know of a piece of footage, read from its index without decoding. */
export interface FootageFacts {
  /** As shown: square pixels, turned the way it is meant. */
  readonly size: Size;
  /** Seconds from the file's time 0 to the first frame that is shown. */
  readonly start: number;
  readonly hasSound: boolean;
  /** Whether that has more channels than a left and a right one. */
  readonly surround?: true;
  /** How its colours are coded, as it says itself: `bt709` is HD television's way. */
  readonly matrix: string | undefined;
  /** Present where it has more brightness than an ordinary screen shows. */
  readonly highRange?: HighRange;
  /** Present where it is an MP4 of H.264 in plain pixels: no rotation, no stretched ones, no high dynamic range. */
  readonly avc?: AvcPackets;
}

export interface AvcPackets extends Samples {
  /** The avcC box's content. */
  readonly avcC: Uint8Array;
}
