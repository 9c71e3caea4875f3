import type { SourceTimecode } from '../core/footage.ts';
import { type Size, toFrames } from '../core/frames.ts';
import type { HandoverVideo } from './handover.ts';

/** A clip of the store, with the facts read from its file. */
export interface ClipFile {
  /** Absolute. */
  readonly file: string;
  readonly seconds: number;
  readonly fps: number;
  readonly size: Size;
  readonly hasSound: boolean;
  readonly timecode?: SourceTimecode;
}

/** The clip that each job has made, by job id. */
export type Clips = ReadonlyMap<string, ClipFile>;

export const videoOf = (
  { file, seconds, fps, size, hasSound, timecode }: ClipFile,
  filmFps: number,
): HandoverVideo => ({
  kind: 'video',
  ...{ file, fps, size, hasSound },
  frames: toFrames(seconds, filmFps),
  ...(timecode && { timecode }),
});
