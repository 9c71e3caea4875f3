import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastFrame } from '../../src/media/last-frame.ts';
import { verifyClip } from '../../src/media/verify.ts';
import { type Samples, samples } from '../rig/samples.ts';

let here: Samples;
beforeAll(async () => {
  here = await samples();
  const bars = ['-f', 'lavfi', '-i', 'testsrc=s=160x96:r=24:d=2.5', '-f', 'lavfi', '-i', 'sine=d=2.9'];
  await Promise.all([
    here.ffmpeg(...bars, '-pix_fmt', 'yuv420p', '-bf', '3', 'bframes.mp4'),
    here.ffmpeg(...bars, '-pix_fmt', 'yuv420p', '-g', '250', '-bf', '0', 'plain.mov'),
    here.ffmpeg(...bars.slice(0, 4), '-c:v', 'libvpx', '-deadline', 'realtime', 'other.webm'),
  ]);
  // Its picture begins when its sound's first samples, which are not to be heard, are over.
  const loop = ['-stream_loop', '1', '-i', 'plain.mov', '-f', 'lavfi', '-i', 'anullsrc=r=48000'];
  await here.ffmpeg(...loop, '-map', '0:v', '-map', '1', '-t', '5', '-c:v', 'copy', 'late.mp4');
});
afterAll(() => here.remove());

describe('the last frame', () => {
  test.each(['bframes.mp4', 'plain.mov', 'other.webm', 'late.mp4'])(
    'of %s is exactly the one shown last',
    async (name) => {
      const png = here.path(`${name}.png`);
      expect(await lastFrame(here.tools, here.path(name), png)).toEqual({ ok: true, value: undefined });
      const count = (await here.frameHashes(name)).length;
      const [last, before] = await Promise.all([here.grey(name, count - 1), here.grey(name, count - 2)]);
      const shown = await here.grey(png, 0);
      expect(difference(shown, last)).toBeLessThan(1.5);
      expect(difference(shown, before)).toBeGreaterThan(difference(shown, last));
    },
  );

  test.each([
    ['320x240', 'bt601'],
    ['1280x720', 'bt709'],
  ])('of footage of %s that names no colours has those that players show', async (size, matrix) => {
    const picture = `color=0x20c060:s=${size}:r=24:d=0.2,format=rgb24,scale=out_color_matrix=${matrix},format=yuv420p`;
    await here.ffmpeg('-f', 'lavfi', '-i', picture, `unnamed-${matrix}.mp4`);
    const png = here.path(`unnamed-${matrix}.png`);
    expect(await lastFrame(here.tools, here.path(`unnamed-${matrix}.mp4`), png)).toMatchObject({ ok: true });
    await here.ffmpeg(
      '-i',
      png,
      '-vf',
      'scale=1:1:flags=area',
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgb24',
      `${matrix}.rgb`,
    );
    const [r = 0, g = 0, b = 0] = await readFile(here.path(`${matrix}.rgb`));
    expect(
      [Math.abs(r - 0x20), Math.abs(g - 0xc0), Math.abs(b - 0x60)].every((off) => off <= 8),
      `${[r, g, b]}`,
    ).toBe(true);
  });

  test.each(['cover.mkv', 'cover.mp4'])(
    'is the film’s and not that of the cover before it, in %s',
    async (name) => {
      await here.ffmpeg('-f', 'lavfi', '-i', 'color=c=red:s=64x64', '-frames:v', '1', 'cover.jpg');
      const tracks = ['-map', '0:v', '-map', '1:v', '-map', '1:a', '-c', 'copy'];
      await here.ffmpeg('-i', 'cover.jpg', '-i', 'plain.mov', ...tracks, name);
      const png = here.path(`${name}.png`);
      expect(await lastFrame(here.tools, here.path(name), png)).toMatchObject({ ok: true });
      const last = await here.grey('plain.mov', (await here.frameHashes('plain.mov')).length - 1);
      expect(difference(await here.grey(png, 0), last)).toBeLessThan(1.5);
      expect(await verifyClip(here.tools, here.path(name))).toMatchObject({
        value: { frames: 60, size: { width: 160, height: 96 } },
      });
    },
  );

  test('of what has no picture is a failure', async () => {
    await here.ffmpeg('-f', 'lavfi', '-i', 'sine=d=1', 'tone.wav');
    expect(await lastFrame(here.tools, here.path('tone.wav'), here.path('no.png'))).toMatchObject({
      ok: false,
    });
  });
});

describe('a clip', () => {
  test('that decodes to its end is what its index says', async () => {
    expect(await verifyClip(here.tools, here.path('bframes.mp4'))).toEqual({
      ok: true,
      value: {
        fps: 24,
        seconds: expect.closeTo(2.5, 2),
        frames: 60,
        size: { width: 160, height: 96 },
        hasAudio: true,
      },
    });
  });

  test('that is damaged inside is found out, though its length and its ends are right', async () => {
    const bytes = await readFile(here.path('plain.mov'));
    bytes.fill(0xa5, Math.floor(bytes.length * 0.3), Math.floor(bytes.length * 0.5));
    await writeFile(here.path('rotten.mov'), bytes);
    const verified = await verifyClip(here.tools, here.path('rotten.mov'));
    expect(verified).toMatchObject({ ok: false, error: expect.stringContaining('could not be decoded') });
  });

  test('of sound alone is none', async () => {
    expect(await verifyClip(here.tools, here.path('tone.wav'))).toMatchObject({ ok: false });
  });
});

/** Mean difference of grey levels. */
const difference = (a: Buffer, b: Buffer): number =>
  a.reduce((sum, level, i) => sum + Math.abs(level - (b[i] ?? 0)), 0) / a.length;
