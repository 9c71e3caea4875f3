import type { FfmpegOptions } from '../../media/ffmpeg.ts';
import type { Tools } from '../../media/tools.ts';

/** What is needed to draw one request. */
export interface Studio {
  readonly tools: Tools;
  /** An empty folder for intermediate files. */
  readonly folder: string;
  /** The finished clip. */
  readonly output: string;
  /** The request's input files, by `inputKey`. */
  readonly inputs: ReadonlyMap<string, string>;
  /** Frames per second if the request doesn't specify it. */
  readonly fps: number;
  readonly signal?: AbortSignal;
  /** Called with the drawing's progress, in [0, 1]. */
  readonly onProgress: (progress: number) => void;
}

/** Options that stop an encode on the signal and, with `frames`, report its progress. */
export const watched = ({ signal, onProgress }: Studio, frames?: number): FfmpegOptions => ({
  ...(signal ? { signal } : {}),
  ...(frames === undefined ? {} : { onFrame: (done: number) => onProgress(Math.min(1, done / frames)) }),
});
