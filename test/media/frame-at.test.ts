import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FramePlace } from '../../src/core/request.ts';
import { frameAt } from '../../src/media/frame-at.ts';
import { type Samples, samples } from '../rig/samples.ts';

let here: Samples;
beforeAll(async () => {
  here = await samples();
  const bars = ['-f', 'lavfi', '-i', 'testsrc=s=160x96:r=24:d=2.5', '-pix_fmt', 'yuv420p', '-bf', '3'];
  await here.ffmpeg(...bars, 'clip.mp4');
});
afterAll(() => here.remove());

/** Frames are named by their number, from 0: the clip has 60. */
const places: readonly (readonly [FramePlace, number])[] = [
  [{ from: 0 }, 0],
  [{ from: 1 }, 24],
  [{ from: 1.03 }, 25],
  [{ from: -0.5 }, 48],
  [{ until: 1 }, 23],
  [{ until: 1.03 }, 24],
  [{ until: -0.5 }, 47],
  [{ until: 2.5 }, 59],
  // A clip that is shorter than planned.
  [{ until: 3 }, 59],
  [{ from: 4 }, 59],
];

test.each(places)('the frame at %j is number %i', async (at, number) => {
  const png = here.path(`${JSON.stringify(at).replaceAll(/\W/g, '')}-${number}.png`);
  expect(await frameAt(here.tools, here.path('clip.mp4'), { png, at })).toEqual({
    ok: true,
    value: undefined,
  });
  const taken = await here.grey(png, 0);
  const beside = [number - 1, number, number + 1].filter((one) => one >= 0 && one < 60);
  const off = await Promise.all(
    beside.map(async (one) => ({ one, off: difference(taken, await here.grey('clip.mp4', one)) })),
  );
  expect(off.toSorted((a, b) => a.off - b.off)[0]?.one).toBe(number);
});

test('of what has no picture there is none', async () => {
  await here.ffmpeg('-f', 'lavfi', '-i', 'sine=d=1', 'tone.wav');
  const place = { png: here.path('no.png'), at: { from: 0 } };
  expect(await frameAt(here.tools, here.path('tone.wav'), place)).toMatchObject({ ok: false });
});

const difference = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;
