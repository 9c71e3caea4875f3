import { afterAll, beforeAll, expect, it } from 'vitest';
import { countingAt, frameAt } from '../../src/core/timecode.ts';
import { project } from '../rig/project.ts';
import { type Samples, samples } from '../rig/samples.ts';

let here: Samples;
beforeAll(async () => {
  here = await samples();
});
afterAll(() => here.remove());

/** Every frame a keyframe, so that the film is a copy. */
const footage = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '1'];

it.each([
  ['23.976', '24000/1001', '00:00:58:00'],
  ['29.97', '30000/1001', '00:01:56;00'],
  ['59.94', '60000/1001', '00:09:57;00'],
])("at %s, the film shows at each frame the source's frame that its EDL says", async (fps, rate, begins) => {
  const made = await project({
    'rushes.storyboard.yaml': `storyboard: 1
title: Rushes
format: { size: 160x90, fps: ${fps} }
scenes:
  - id: s
    segments:
      - { id: a, file: a.mov, trim: { from: 2.02, to: 4.35 } }
      - { id: b, file: b.mov, trim: { to: 1.71 } }
      - { id: c, file: a.mov, trim: { from: 3.333, to: 5.9 } }
`,
  });
  for (const [name, pattern] of [
    ['a.mov', 'testsrc2'],
    ['b.mov', 'testsrc'],
  ] as const) {
    const picture = ['-f', 'lavfi', '-i', `${pattern}=s=160x90:r=${rate}:d=6`];
    await here.ffmpeg(...picture, ...footage, '-timecode', begins, made.path(name));
  }
  const ran = await made.call('stitch');
  expect(ran.code, ran.stderr).toBe(0);
  const counting = countingAt(Number(fps));
  const frameOf = (code: string): number => {
    const [hours = 0, minutes = 0, seconds = 0, frames = 0] = code.split(/[:;]/).map(Number);
    return frameAt([hours, minutes, seconds, frames], counting);
  };
  const sources = {
    A: await here.frameHashes(made.path('a.mov')),
    B: await here.frameHashes(made.path('b.mov')),
  };
  const edl = (await made.call('export', '--format', 'edl')).stdout;
  const told = [...edl.matchAll(/^\d{3} +([AB]) +\S+ +C +(\S+) (\S+) (\S+) (\S+)$/gm)].flatMap(
    ([, reel = '', ...codes]) => {
      const [from = 0, to = 0] = codes.map((code) => frameOf(code));
      const first = frameOf(begins);
      return sources[reel === 'A' ? 'A' : 'B'].slice(from - first, to - first);
    },
  );
  expect(told).toHaveLength(
    Math.round(((4.35 - 2.02 + 1.71 + 5.9 - 3.333) * Number(rate.split('/')[0])) / 1001),
  );
  expect(await here.frameHashes(made.path('rushes.mp4'))).toEqual(told);
});
