import type { Size } from '../core/frames.ts';
import type { Movie } from './movie.ts';
import type { Samples } from './mp4/read-samples.ts';

/** How high dynamic range is coded (ITU-R BT.2100): hybrid log-gamma, or the perceptual quantizer. */
export type HighRange = 'hlg' | 'pq';

/** How pictures are turned to be shown: clockwise by so many degrees, and then mirrored left to right. */
export interface PictureTurn {
  readonly degrees: 0 | 90 | 180 | 270;
  readonly mirrored: boolean;
}

/** What stitching needs to know about footage, read from its index without decoding. */
export interface FootageFacts {
  /** As shown: with square pixels, and rotated as the file says. */
  readonly size: Size;
  /** Seconds from the file's time 0 to the first frame that is shown. */
  readonly start: number;
  /**
   * Present if the part that an edit list shows begins between two pictures: the seconds by which ffmpeg shows all of them too
   * early, since it begins with the first at once.
   */
  readonly ahead?: number;
  /**
   * Which of the file's tracks of pictures is shown, and which of sound is heard, counted from 0; and those that are heard with
   * it, if each is a channel.
   */
  readonly tracks: {
    readonly picture: number;
    readonly sound: number;
    readonly beside?: readonly number[];
  };
  readonly hasSound: boolean;
  /** Whether the sound has more than two channels. */
  readonly surround?: true;
  /** The colour matrix that the file names: `bt709` is that of HD television. */
  readonly matrix: string | undefined;
  /** Present if the file says that black and white are the least and the greatest numbers. */
  readonly fullRange?: true;
  /** Present if its pictures have to be turned. */
  readonly turn?: PictureTurn;
  /** Present if each of its pictures may be two fields of different moments. */
  readonly interlaced?: true;
  /** Present if the footage is high dynamic range. */
  readonly highRange?: HighRange;
  /** Present if it is an MP4 of plain H.264: no rotation, square pixels, no high dynamic range. */
  readonly avc?: AvcPackets;
}

/** Seconds from 0 to the first frame by ffmpeg's clock. */
export const beginsFor = ({ start, ahead = 0 }: Pick<FootageFacts, 'start' | 'ahead'>): number =>
  start - ahead;

/** How far ffmpeg is ahead. `pause`: seconds before the part that an edit list shows, if there is one. */
export const aheadOf = (start: number, pause: number | undefined): Pick<FootageFacts, 'ahead'> =>
  pause !== undefined && start - pause > 1e-4 ? { ahead: start - pause } : {};

/** Footage, and how its film ends. */
export interface FootageEnd {
  readonly facts: FootageFacts;
  readonly last: NonNullable<Movie['picture']>['last'];
}

export interface AvcPackets extends Samples {
  /** The avcC box's content. */
  readonly avcC: Uint8Array;
}
