import { stat } from 'node:fs/promises';
import type { FramePlace } from '../core/request.ts';
import { err, type Result } from '../core/result.ts';
import { fromAssumedMatrix, stillPicture } from './encoding.ts';
import { type FfmpegFailure, runFfmpeg } from './ffmpeg.ts';
import { lastFrame } from './last-frame.ts';
import type { Movie } from './movie.ts';
import { readFootage } from './read-footage.ts';
import { readMovie } from './read-movie.ts';
import type { Tools } from './tools.ts';

/** Writes one frame of a video as a PNG. Of a time beyond its end, that is the last one. */
export async function frameAt(
  tools: Tools,
  video: string,
  { png, at }: { readonly png: string; readonly at: FramePlace },
  signal?: AbortSignal,
): Promise<Result<void, FfmpegFailure>> {
  const picture = (await readMovie(video).catch(() => undefined))?.picture;
  if (!picture) return err({ message: `${video} has no picture`, stderr: '', aborted: false });
  const begin = beginningOf(at, picture);
  const isLast = begin >= picture.last.at - picture.last.seconds / 2;
  if (isLast) return lastFrame(tools, video, png, signal);
  const footage = await readFootage(video).catch(() => undefined);
  const colours =
    footage && footage.matrix === undefined
      ? ['-vf', `scale=${fromAssumedMatrix(footage.size)}flags=accurate_rnd`]
      : [];
  const written = await runFfmpeg(
    tools,
    {
      inputs: [{ file: video, args: ['-ss', Math.max(0, begin).toFixed(6)] }],
      output: png,
      args: ['-map', '0:v:0', '-frames:v', '1', ...colours, ...stillPicture],
    },
    signal ? { signal } : {},
  );
  if (!written.ok || (await stat(png).catch(() => undefined))?.size) return written;
  return lastFrame(tools, video, png, signal);
}

/** The time from which on the frame is the first that begins: half of one earlier, since times are never exact. */
function beginningOf(at: FramePlace, { last, fps }: NonNullable<Movie['picture']>): number {
  const end = last.at + last.seconds;
  const fromStart = (seconds: number): number => (seconds < 0 ? end + seconds : seconds);
  return 'from' in at ? fromStart(at.from) - 0.5 / fps : fromStart(at.until) - 1.5 / fps;
}
