import { stat } from 'node:fs/promises';
import type { Result } from '../core/result.ts';
import { fromAssumedMatrix, stillPicture } from './encoding.ts';
import { type FfmpegFailure, runFfmpeg } from './ffmpeg.ts';
import type { FootageEnd } from './footage-facts.ts';
import type { Tools } from './tools.ts';

/** Of which film, and into which PNG, which may stay absent. */
export interface FrameFiles {
  readonly video: string;
  readonly png: string;
  readonly facts: FootageEnd['facts'];
}

/** Writes the first frame that begins at `from` seconds or later, or the last of all of them. */
export function writeFrame(
  tools: Tools,
  { video, png, facts }: FrameFiles,
  { from, which }: { readonly from: number; readonly which: 'first' | 'last' },
  signal?: AbortSignal,
): Promise<Result<void, FfmpegFailure>> {
  const colours =
    facts.matrix === undefined ? ['-vf', `scale=${fromAssumedMatrix(facts.size)}flags=accurate_rnd`] : [];
  const count = which === 'first' ? ['-frames:v', '1'] : [];
  return runFfmpeg(
    tools,
    {
      inputs: [{ file: video, args: ['-ss', Math.max(0, from - (facts.ahead ?? 0)).toFixed(6)] }],
      output: png,
      args: ['-map', `0:v:${facts.tracks.picture}`, ...count, ...colours, ...stillPicture],
    },
    signal ? { signal } : {},
  );
}

/** Whether there was such a frame. */
export const isWritten = (png: string): Promise<boolean> =>
  stat(png).then(
    (facts) => facts.size > 0,
    () => false,
  );
