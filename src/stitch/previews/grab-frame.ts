import type { Size } from '../../core/frames.ts';
import type { Result } from '../../core/result.ts';
import { stillPicture } from '../../media/encoding.ts';
import { type FfmpegFailure, runFfmpeg } from '../../media/ffmpeg.ts';
import type { Tools } from '../../media/tools.ts';
import { type FinishedFilm, finishedInput, scaling } from './finished-film.ts';

/** Writes exactly one frame of a finished film as a PNG of this size. */
export function grabFrame(
  finished: FinishedFilm,
  { frame, size }: { readonly frame: number; readonly size: Size },
  tools: Tools,
  png: string,
  signal: AbortSignal,
): Promise<Result<void, FfmpegFailure>> {
  // Seeks to the middle of the frame before: a time on the border between two could be rounded either way.
  const begin = (frame - 0.5) / finished.film.timeline.fps;
  return runFfmpeg(
    tools,
    {
      inputs: [finishedInput(finished, begin > 0 ? ['-ss', begin.toFixed(6)] : [])],
      graph: `[0:v:0]${scaling(size)},format=rgb24[v]`,
      args: ['-map', '[v]', '-frames:v', '1', ...stillPicture],
      output: png,
    },
    { signal },
  );
}
