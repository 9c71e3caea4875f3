import { rm } from 'node:fs/promises';
import { runFfmpeg } from '../../media/ffmpeg.ts';
import { frameAt } from '../../media/frame-at.ts';
import type { Tools } from '../../media/tools.ts';

/** Pixels across. */
const width = 320;

/** Writes a small JPEG of the frame that is seen at some milliseconds of a video. Whether it could be. */
export async function writePoster(
  tools: Tools,
  { video, ms, jpeg }: { readonly video: string; readonly ms: number; readonly jpeg: string },
  signal: AbortSignal,
): Promise<boolean> {
  const png = `${jpeg}.png`;
  try {
    const frame = await frameAt(tools, video, { png, at: { from: ms / 1000 } }, signal);
    if (!frame.ok) return false;
    const args = ['-vf', `scale=${width}:-2`, '-q:v', '5', '-f', 'mjpeg'];
    return (await runFfmpeg(tools, { inputs: [{ file: png }], output: jpeg, args }, { signal })).ok;
  } finally {
    await rm(png, { force: true });
  }
}
