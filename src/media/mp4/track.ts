import type { Size } from '../../core/frames.ts';
import { type EqualRun, runs } from './write-boxes.ts';

/** What an MP4's index says about one track: everything except the samples' bytes. */
export type Mp4Track = Mp4PictureTrack | Mp4SoundTrack | Mp4ChapterTrack;

interface TrackBase {
  /** Units per second, for the durations below. */
  readonly timescale: number;
  /** Bytes of each sample, in decode order. */
  readonly sizes: Uint32Array;
  /** Units before the first sample that counts: a decoder outputs them, and a player drops them. */
  readonly skip: number;
  /** Units that are shown. */
  readonly duration: number;
}

interface SteadyTrack extends TrackBase {
  /** Duration of every sample except the last, in units. */
  readonly step: number;
  readonly lastStep: number;
}

export interface Mp4PictureTrack extends SteadyTrack {
  readonly kind: 'picture';
  readonly size: Size;
  /** The avcC box's content. */
  readonly avcC: Uint8Array;
  /** For each sample, its display time minus its decode time, in steps; never negative. */
  readonly delays: Uint16Array;
  /** Indices of samples that can be decoded without earlier ones, ascending. */
  readonly keys: readonly number[];
}

export interface Mp4SoundTrack extends SteadyTrack {
  readonly kind: 'sound';
  /** AAC's AudioSpecificConfig. */
  readonly config: Uint8Array;
  readonly channels: number;
}

/** Chapter titles that players list and jump to. The track itself is never played. */
export interface Mp4ChapterTrack extends TrackBase {
  readonly kind: 'chapters';
  /** The duration of each sample, in units. */
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
