import { err, type Result } from '../core/result.ts';
import type { FfmpegFailure } from './ffmpeg.ts';
import { readEnd } from './read-end.ts';
import type { Tools } from './tools.ts';
import { isWritten, writeFrame } from './write-frame.ts';

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
  const exact = last.at - last.seconds / 2;
  const tries = [
    { from: exact, which: 'first' },
    { from: exact - 0.1, which: 'last' },
    { from: exact - 3, which: 'last' },
  ] as const;
  for (const one of tries) {
    const written = await writeFrame(tools, { video, png, facts }, one, signal);
    if (!written.ok || (await isWritten(png))) return written;
  }
  return err({ message: `no frame could be read at the end of ${video}`, stderr: '', aborted: false });
}
