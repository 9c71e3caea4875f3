import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { verifyClip } from '../../src/media/verify.ts';
import { colourStudio } from '../../src/sandbox/colour-studio.ts';
import { tools } from './sandbox.ts';

it('makes each size and length once, exact to the frame', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-colour-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const studio = colourStudio(tools, folder);
  const clips = [1, 4, 7.5, 120].map(async (total) => {
    const size = { width: 320, height: 180 };
    const order = {
      kind: 'generate',
      model: 'm',
      prompt: 'p',
      seconds: total,
      total,
      size,
      take: 1,
    } as const;
    const [clip, again] = await Promise.all([studio.shoot(order), studio.shoot({ ...order, take: 2 })]);
    expect(again).toEqual(clip);
    expect(await verifyClip(tools, clip.ok ? clip.value : clip.error)).toMatchObject({
      value: { frames: total * 24, size, hasAudio: true },
    });
  });
  await Promise.all(clips);
});
