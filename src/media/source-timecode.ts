import type { SourceTimecode } from '../core/footage.ts';
import { frameAt } from '../core/timecode.ts';
import type { Movie } from './movie.ts';
import { readMp4Timecode } from './mp4/read-timecode.ts';
import type { OpenFile } from './open-file.ts';

/** The timecode of footage: from its timecode track, or as a tag. */
export async function timecodeOf(
  file: OpenFile,
  movie: Movie | undefined,
): Promise<SourceTimecode | undefined> {
  if (!movie?.picture) return undefined;
  return (await readMp4Timecode(file)) ?? tagged(movie.timecode, movie.picture.fps);
}

/** `10:00:00:00`; a drop-frame one has another sign before its frames. */
function tagged(tag: string | undefined, measured: number): SourceTimecode | undefined {
  const [, hours, minutes, seconds, sign, frames] =
    /^(\d\d):([0-5]\d):([0-5]\d)([:;.,])(\d{2,3})$/.exec(tag?.trim() ?? '') ?? [];
  const fps = countedAt(measured);
  const counting = { base: Math.round(fps), drop: sign !== ':' };
  if (hours === undefined || Number(frames) >= counting.base) return undefined;
  const frame = frameAt([Number(hours), Number(minutes), Number(seconds), Number(frames)], counting);
  return { frame, fps, drop: counting.drop };
}

/** The rate of footage whose times are rounded to milliseconds: whole, or 1000/1001 of that. */
function countedAt(measured: number): number {
  const whole = Math.round(measured);
  const slower = (whole * 1000) / 1001;
  return Math.abs(measured - slower) < Math.abs(measured - whole) ? slower : whole;
}
