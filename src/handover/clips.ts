import { type Size, toFrames } from '../core/frames.ts';
import type { HandoverVideo } from './handover.ts';

/** A clip of the store, as its file says. */
export interface ClipFile {
  /** Absolute. */
  readonly file: string;
  readonly seconds: number;
  readonly fps: number;
  readonly size: Size;
  readonly hasSound: boolean;
}

/** The clip that each job has made, by the job's id. */
export type Clips = ReadonlyMap<string, ClipFile>;

export const videoOf = (
  { file, seconds, fps, size, hasSound }: ClipFile,
  filmFps: number,
): HandoverVideo => ({
  kind: 'video',
  ...{ file, fps, size, hasSound },
  frames: toFrames(seconds, filmFps),
});
