import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Size } from '../../../src/core/frames.ts';
import type { Tool } from '../../../src/media/tools.ts';
import { testTools } from '../../rig/tools.ts';

const run = promisify(execFile);

export const ffmpeg = async (): Promise<Tool> => (await testTools()).ffmpeg;

/** What a graph draws on its label `out`: each frame's planes, one after another. */
export async function drawn(tool: Tool, graph: string, out: string, size: Size): Promise<Uint8Array[]> {
  const { stdout } = await run(
    tool.path,
    [
      ...['-v', 'error', '-filter_complex', graph, '-map', `[${out}]`, ...asTheyCome(tool)],
      ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-'],
    ],
    { encoding: 'buffer', maxBuffer: 1 << 28 },
  );
  const bytes = (size.width * size.height * 3) / 2;
  return Array.from({ length: stdout.length / bytes }, (_, i) => stdout.subarray(i * bytes, (i + 1) * bytes));
}

/** None twice and none left out; since ffmpeg 5.1 it is asked for by another name, and since 9 by that alone. */
function asTheyCome({ version }: Tool): readonly string[] {
  const major = /^n?(\d+)\./.exec(version)?.[1];
  return Number(major ?? 0) >= 6 ? ['-fps_mode', 'passthrough'] : ['-vsync', '0'];
}

/** Brightness at a place of a frame. */
export const at = (frame: Uint8Array, x: number, y: number, { width }: Size): number =>
  frame[y * width + x] ?? Number.NaN;

/** All brightnesses of a frame. */
export const bright = (frame: Uint8Array, { width, height }: Size): Uint8Array =>
  frame.subarray(0, width * height);

export const mean = (values: Uint8Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;
