import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runFfmpeg } from '../../src/media/ffmpeg.ts';
import { readFootage } from '../../src/media/read-footage.ts';
import { receiveClip } from '../../src/media/receive-clip.ts';
import { testTools } from '../rig/tools.ts';

const tools = await testTools();

/** Two seconds of a moving picture and, if wanted, a tone, encoded and packed as told. */
async function clip(...args: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-receive-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const raw = join(folder, 'raw.mkv');
  const file = join(folder, 'clip.mp4');
  await runLavfi(raw);
  const packed = await runFfmpeg(tools, { inputs: [{ file: raw }], output: file, args });
  if (!packed.ok) throw new Error(packed.error.stderr);
  return file;
}

async function runLavfi(output: string): Promise<void> {
  const { execFile } = await import('node:child_process');
  const { promisify } = await import('node:util');
  const picture = ['-f', 'lavfi', '-i', 'testsrc=duration=2:size=320x180:rate=12'];
  const tone = ['-f', 'lavfi', '-i', 'sine=duration=2:sample_rate=48000'];
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
  await promisify(execFile)(tools.ffmpeg.path, ['-v', 'error', ...picture, ...tone, ...coding, output]);
}

/** A hash of each decoded picture. */
async function pictures(file: string, format: string): Promise<readonly string[]> {
  const output = `${file}.txt`;
  const args = ['-map', '0:v:0', '-f', 'framemd5'];
  const read = await runFfmpeg(tools, { inputs: [{ file, args: ['-f', format] }], output, args });
  if (!read.ok) throw new Error(read.error.stderr);
  const lines = (await readFile(output, 'utf8')).split('\n').filter((line) => /^0,/.test(line));
  return lines.map((line) => line.split(',').at(-1)?.trim() ?? '');
}

describe('footage that a provider sent in an unusual container', () => {
  it.each<[string, readonly string[], boolean]>([
    ['MPEG-TS', ['-c', 'copy', '-f', 'mpegts'], true],
    ['AVI', ['-c:v', 'copy', '-bsf:v', 'h264_mp4toannexb', '-c:a', 'libmp3lame', '-f', 'avi'], true],
    ['FLV', ['-c', 'copy', '-f', 'flv'], true],
    ['AVI', ['-c:v', 'mpeg4', '-c:a', 'pcm_s16le', '-f', 'avi'], true],
    ['AVI', ['-c:v', 'mjpeg', '-an', '-f', 'avi'], false],
    ['GIF', ['-an', '-vf', 'scale=160:91', '-f', 'gif'], false],
    ['MPEG', ['-c:v', 'mpeg2video', '-r', '24', '-c:a', 'mp2', '-f', 'mpeg'], true],
    ['bare H.264', ['-c', 'copy', '-an', '-bsf:v', 'h264_mp4toannexb', '-f', 'h264'], false],
  ])('is kept as MP4: %s %j', async (was, args, hasAudio) => {
    const file = await clip(...args);
    const received = await receiveClip(tools, file);
    expect(received).toMatchObject({ ok: true, value: { was, hasAudio } });
    const facts = await readFootage(file);
    expect(facts?.avc).toBeDefined();
    expect(received.ok && Math.abs(received.value.seconds - 2)).toBeLessThan(0.2);
  });

  it('has the same pictures where an MP4 holds them', async () => {
    const file = await clip('-c', 'copy', '-f', 'mpegts');
    const before = await pictures(file, 'mpegts');
    await receiveClip(tools, file);
    expect(await pictures(file, 'mov')).toEqual(before);
    expect(before).toHaveLength(24);
  });

  it('stays as it is in a usual one', async () => {
    const file = await clip('-c', 'copy');
    const before = await readFile(file);
    const received = await receiveClip(tools, file);
    expect(received).toMatchObject({ ok: true, value: { fps: 12, size: { width: 320, height: 180 } } });
    expect(received.ok && received.value.was).toBeUndefined();
    expect(await readFile(file)).toEqual(before);
  });

  it('is refused if it can not be read, and no draft stays', async () => {
    const file = await clip('-c', 'copy');
    await writeFile(file, Buffer.concat([Buffer.from('RIFF....AVI '), Buffer.alloc(4000, 7)]));
    expect(await receiveClip(tools, file)).toEqual({ ok: false, error: "It is AVI that can't be read." });
    await expect(readFile(`${file}.draft`)).rejects.toThrow('ENOENT');
  });
});
