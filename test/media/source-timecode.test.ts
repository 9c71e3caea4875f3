import { readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok } from '../../src/core/result.ts';
import { countingAt, timecode } from '../../src/core/timecode.ts';
import { probe } from '../../src/media/probe.ts';
import { type Samples, samples } from '../rig/samples.ts';

let here: Samples;
beforeAll(async () => {
  here = await samples();
});
afterAll(() => here.remove());

const timecodeIn = async (name: string) => {
  const facts = await probe(here.path(name), async () => ok(here.tools));
  if (!facts.ok) return facts.error.code;
  return facts.value.kind === 'video' ? facts.value.timecode : undefined;
};

async function record(rate: string, code: string, name: string): Promise<void> {
  const picture = ['-f', 'lavfi', '-i', `testsrc=s=64x48:r=${rate}:d=0.5`];
  const codec = name.endsWith('.mov') ? ['-c:v', 'mpeg4'] : ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'];
  await here.ffmpeg(...picture, ...codec, '-timecode', code, name);
}

describe.each(['mp4', 'mov', 'mkv'])('the timecode of footage in %s', (ending) => {
  test.each([
    ['24', '10:00:00:00', 864_000],
    ['24000/1001', '01:00:00:23', 86_423],
    ['25', '23:59:59:24', 2_159_999],
    ['30000/1001', '01:00:00:00', 108_000],
    ['30000/1001', '01:00:00;00', 107_892],
    ['30000/1001', '00:01:00;02', 1800],
    ['60000/1001', '00:01:00;04', 3600],
  ])('at %s, %s', async (rate, code, frame) => {
    const name = `${rate.replace('/', '-')}-${code.replaceAll(/\D/g, '')}-${code.includes(';')}.${ending}`;
    await record(rate, code, name);
    const found = await timecodeIn(name);
    const [num = 0, den = 1] = rate.split('/').map(Number);
    expect(found).toEqual({ frame, fps: num / den, drop: code.includes(';') });
    expect(timecode(frame, { ...countingAt(num / den), drop: code.includes(';') })).toBe(code);
  });
});

test('what only ffmpeg reads has one, too', async () => {
  const picture = ['-f', 'lavfi', '-i', 'testsrc=s=720x576:r=25:d=0.4'];
  await here.ffmpeg(...picture, '-c:v', 'mpeg2video', '-timecode', '10:00:00:05', 'camera.mxf');
  await here.ffmpeg(...picture, '-target', 'pal-dv', '-timecode', '10:00:00:05', 'tape.dv');
  const found = { frame: 900_005, fps: 25, drop: false };
  expect([await timecodeIn('camera.mxf'), await timecodeIn('tape.dv')]).toEqual([found, found]);
});

test('footage without one has none, and neither has sound', async () => {
  await here.ffmpeg('-f', 'lavfi', '-i', 'testsrc=s=64x48:r=25:d=0.2', 'none.mov');
  await here.ffmpeg('-f', 'lavfi', '-i', 'sine=d=0.2', 'tone.wav');
  expect([await timecodeIn('none.mov'), await timecodeIn('tone.wav')]).toEqual([undefined, undefined]);
});

test('a tag that is no timecode is none', async () => {
  const picture = ['-f', 'lavfi', '-i', 'testsrc=s=64x48:r=25:d=0.2', '-pix_fmt', 'yuv420p'];
  for (const tag of ['', 'noon', '10:00:00', '10:00:00:25', '10:61:00:00']) {
    await here.ffmpeg(...picture, '-metadata', `timecode=${tag}`, '-y', 'odd.mkv');
    expect(await timecodeIn('odd.mkv')).toBeUndefined();
  }
});

test('a timecode track with any damage stops nothing, and is never read as a wrong kind of number', async () => {
  await record('30000/1001', '01:00:00;00', 'whole.mp4');
  const whole = await readFile(here.path('whole.mp4'));
  const entry = whole.lastIndexOf('tmcd');
  const places = fc.integer({ min: entry - 60, max: entry + 100 });
  await fc.assert(
    fc.asyncProperty(places, fc.nat(255), async (at, byte) => {
      const bytes = Buffer.from(whole);
      bytes[at] = byte;
      await writeFile(here.path('hurt.mp4'), bytes);
      const found = await timecodeIn('hurt.mp4');
      if (typeof found !== 'object') return;
      expect(Number.isSafeInteger(found.frame) && found.frame >= 0).toBe(true);
      expect(found.fps >= 1 && found.fps <= 240).toBe(true);
    }),
    { numRuns: 30 },
  );
});
