import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Tools } from '../../src/media/tools.ts';
import { testTools } from './tools.ts';

const run = promisify(execFile);

/** A folder for real media, made and looked at by ffmpeg itself. */
export interface Samples {
  readonly folder: string;
  readonly tools: Tools;
  path(name: string): string;
  /** Runs ffmpeg with these arguments, in the folder; what it said. */
  ffmpeg(...args: readonly string[]): Promise<string>;
  /** One MD5 for each frame of the picture, as decoded. */
  frameHashes(file: string): Promise<readonly string[]>;
  /** One frame's picture as grey levels, row by row. */
  grey(file: string, frame: number): Promise<Buffer>;
  remove(): Promise<void>;
}

export async function samples(): Promise<Samples> {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-media-'));
  const tools = await testTools();
  const options = { cwd: folder, encoding: 'buffer', maxBuffer: 1 << 28 } as const;
  const call = (args: readonly string[]) => run(tools.ffmpeg.path, ['-nostdin', '-y', ...args], options);
  return {
    folder,
    tools,
    path: (name) => join(folder, name),
    ffmpeg: async (...args) => (await call(args)).stderr.toString(),
    async frameHashes(file) {
      const { stdout } = await call(['-v', 'error', '-i', file, '-map', '0:v', '-f', 'framemd5', '-']);
      const lines = stdout.toString().split('\n');
      return lines
        .filter((line) => line.startsWith('0,'))
        .map((line) => line.split(',').at(-1)?.trim() ?? '');
    },
    async grey(file, frame) {
      const pick = `trim=start_frame=${frame}:end_frame=${frame + 1},setpts=PTS-STARTPTS`;
      // Where footage names its colours anew, a newer ffmpeg would begin to count its frames anew, too.
      const input = ['-v', 'error', '-reinit_filter:v', '0', '-i', file];
      const args = [...input, '-vf', pick, '-f', 'rawvideo', '-pix_fmt', 'gray', '-'];
      return (await call(args)).stdout;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
