import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { promisify } from 'node:util';
import carried from '@ffprobe-installer/ffprobe';
import { findTools, type Tools } from '../../src/media/tools.ts';

/** The ffmpeg that comes with Storycut, or the one that FFMPEG_PATH names, to try the tests with. */
export async function testTools(): Promise<Tools> {
  const { FFMPEG_PATH: ffmpegPath } = process.env;
  const found = await findTools({ ...(ffmpegPath && { ffmpegPath }) });
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

/** What ffprobe says, the one that FFPROBE_PATH names or one from npm: a second opinion, which only tests ask for. */
export async function ffprobe(...args: readonly string[]): Promise<string> {
  const { FFPROBE_PATH: path = carried.path } = process.env;
  // The package comes without the right to be run.
  if (path === carried.path) await chmod(path, 0o755);
  return (await promisify(execFile)(path, args, { maxBuffer: 1 << 28 })).stdout;
}
