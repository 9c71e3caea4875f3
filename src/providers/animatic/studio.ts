import type { FfmpegOptions } from '../../media/ffmpeg.ts';
import type { Tools } from '../../media/tools.ts';

/** Where one request is drawn, and with what. */
export interface Studio {
  readonly tools: Tools;
  /** An empty folder for what is needed on the way. */
  readonly folder: string;
  /** The finished clip. */
  readonly output: string;
  /** Files of the request's inputs, by `inputKey`. */
  readonly inputs: ReadonlyMap<string, string>;
  /** Frames a second where the request leaves it open. */
  readonly fps: number;
  readonly signal?: AbortSignal;
  /** Told how far the drawing is, in [0, 1]. */
  readonly onProgress: (progress: number) => void;
}

/** How an encode of so many frames is stopped, and watched where it is what takes the time. */
export const watched = ({ signal, onProgress }: Studio, frames?: number): FfmpegOptions => ({
  ...(signal ? { signal } : {}),
  ...(frames === undefined ? {} : { onFrame: (done: number) => onProgress(Math.min(1, done / frames)) }),
});
