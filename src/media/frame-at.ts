import type { FramePlace } from '../core/request.ts';
import { err, type Result } from '../core/result.ts';
import type { FfmpegFailure } from './ffmpeg.ts';
import { lastFrame } from './last-frame.ts';
import { readEnd } from './read-end.ts';
import { readMovie } from './read-movie.ts';
import type { Tools } from './tools.ts';
import { isWritten, writeFrame } from './write-frame.ts';

/** Writes one frame of a video as a PNG. Of a time beyond its end, that is the last one. */
export async function frameAt(
  tools: Tools,
  video: string,
  { png, at }: { readonly png: string; readonly at: FramePlace },
  signal?: AbortSignal,
): Promise<Result<void, FfmpegFailure>> {
  const read = await readEnd(video).catch(() => undefined);
  if (!read) return err({ message: `${video} has no picture`, stderr: '', aborted: false });
  const { last, facts } = read;
  const fps = (await readMovie(video).catch(() => undefined))?.picture?.fps ?? 1 / last.seconds;
  const from = beginningOf(at, last.at + last.seconds, fps);
  if (from >= last.at - last.seconds / 2) return lastFrame(tools, video, png, signal);
  const written = await writeFrame(tools, { video, png, facts }, { from, which: 'first' }, signal);
  return !written.ok || (await isWritten(png)) ? written : lastFrame(tools, video, png, signal);
}

/** The time from which on the frame is the first that begins: half of one earlier, since times are never exact. */
function beginningOf(at: FramePlace, end: number, fps: number): number {
  const fromStart = (seconds: number): number => (seconds < 0 ? end + seconds : seconds);
  return 'from' in at ? fromStart(at.from) - 0.5 / fps : fromStart(at.until) - 1.5 / fps;
}
