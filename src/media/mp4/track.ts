import type { Size } from '../../core/frames.ts';
import { type EqualRun, runs } from './write-boxes.ts';

/** What an MP4's index says of one track: everything but the samples' bytes. */
export type Mp4Track = Mp4PictureTrack | Mp4SoundTrack | Mp4ChapterTrack;

interface TrackBase {
  /** Units in a second that the durations below count. */
  readonly timescale: number;
  /** Bytes of each sample, in decode order. */
  readonly sizes: Uint32Array;
  /** Units shown before the first sample that counts: what a decoder makes and a player drops. */
  readonly skip: number;
  /** Units that are shown. */
  readonly duration: number;
}

interface SteadyTrack extends TrackBase {
  /** Units that every sample but the last one lasts. */
  readonly step: number;
  readonly lastStep: number;
}

export interface Mp4PictureTrack extends SteadyTrack {
  readonly kind: 'picture';
  readonly size: Size;
  /** The avcC box's content. */
  readonly avcC: Uint8Array;
  /** For each sample, its display time less its decode time, in steps, 0 or more. */
  readonly delays: Uint16Array;
  /** Indices of samples that can be decoded without those before, ascending. */
  readonly keys: readonly number[];
}

export interface Mp4SoundTrack extends SteadyTrack {
  readonly kind: 'sound';
  /** AAC's AudioSpecificConfig. */
  readonly config: Uint8Array;
  readonly channels: number;
}

/** Titles that players list and jump to; it is never played itself. */
export interface Mp4ChapterTrack extends TrackBase {
  readonly kind: 'chapters';
  /** Units that each sample lasts. */
  readonly steps: readonly number[];
}

/** How long a track's samples last, in decode order. */
export function stepsOf(track: Mp4Track): readonly EqualRun[] {
  if (track.kind === 'chapters') return runs(track.steps);
  const count = track.sizes.length;
  if (count === 0) return [];
  if (track.lastStep === track.step) return [{ count, value: track.step }];
  const last = { count: 1, value: track.lastStep };
  return count > 1 ? [{ count: count - 1, value: track.step }, last] : [last];
}
