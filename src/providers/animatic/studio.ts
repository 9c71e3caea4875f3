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
  /** How an encode of so many frames is watched and stopped. */
  readonly watch: (frames: number) => FfmpegOptions;
}
