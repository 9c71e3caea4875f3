import { stat } from 'node:fs/promises';
import { err, type Result } from '../core/result.ts';
import { fromAssumedMatrix, stillPicture } from './encoding.ts';
import { type FfmpegFailure, runFfmpeg } from './ffmpeg.ts';
import { readEnd } from './read-end.ts';
import type { Tools } from './tools.ts';

/**
 * Writes exactly the last frame that a video shows, as a PNG. Seeking to half a frame before it is much faster than decoding
 * everything. If the index is misleading, what is left from a tenth of a second before it, or else the last seconds, is decoded
 * to the end.
 */
export async function lastFrame(
  tools: Tools,
  video: string,
  png: string,
  signal?: AbortSignal,
): Promise<Result<void, FfmpegFailure>> {
  const read = await readEnd(video).catch(() => undefined);
  if (!read) return err({ message: `${video} has no picture`, stderr: '', aborted: false });
  const { last, facts } = read;
  const colours =
    facts.matrix === undefined ? ['-vf', `scale=${fromAssumedMatrix(facts.size)}flags=accurate_rnd`] : [];
  const write = (from: number, count: readonly string[]) =>
    runFfmpeg(
      tools,
      {
        inputs: [{ file: video, args: ['-ss', Math.max(0, from).toFixed(6)] }],
        output: png,
        args: ['-map', `0:v:${facts.tracks.picture}`, ...count, ...colours, ...stillPicture],
      },
      signal ? { signal } : {},
    );
  const exact = last.at - last.seconds / 2;
  const tries: readonly [from: number, count: readonly string[]][] = [
    [exact, ['-frames:v', '1']],
    [exact - 0.1, []],
    [exact - 3, []],
  ];
  for (const [from, count] of tries) {
    const written = await write(from, count);
    if (!written.ok || (await exists(png))) return written;
  }
  return err({ message: `no frame could be read at the end of ${video}`, stderr: '', aborted: false });
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    (facts) => facts.size > 0,
    () => false,
  );
