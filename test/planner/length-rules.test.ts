import { expect, it } from 'vitest';
import type { Segment } from '../../src/storyboard/model.ts';
import { planOf, provider, providers } from '../rig/planning.ts';
import { board, ending, generate, image, picture } from '../rig/storyboard-builder.ts';

const set = (...seconds: number[]) => ({ kind: 'set', seconds }) as const;
const options = {
  providers: providers(
    provider('ruled', {
      lengths: set(4, 6, 8),
      lengthRules: [
        { when: { tier: '1080p' }, lengths: set(8) },
        { when: { frames: true }, lengths: set(6, 8) },
      ],
      tiers: { '1920x1080': '1080p' },
      sizes: { kind: 'set', sizes: [1280, 1920].map((width) => ({ width, height: (width * 9) / 16 })) },
      inputs: {
        ...{ firstFrame: 'any', references: { images: 0 }, characters: 0 },
        lastFrame: { fits: 'any', needsFirst: false },
      },
    }),
  ),
};
const ruled = { provider: 'ruled', model: 'ruled-1' };
const large = { size: { width: 1920, height: 1080 }, exact: false, fps: 24, fit: 'pad' } as const;
const seconds = (segment: Segment, more = {}) =>
  planOf(board([segment], more), options).jobs.flatMap((job) =>
    job.kind === 'frame' ? [] : [job.request.seconds],
  );

it('lengths are those of the first rule that fits', () => {
  const four = { ...ruled, duration: 4 };
  expect(seconds(generate('a', four))).toEqual([4]);
  expect(seconds(image('a', picture('a.png'), four))).toEqual([6]);
  expect(seconds(ending('a', picture('a.png'), four))).toEqual([6]);
  expect(seconds(generate('a', four), { format: large })).toEqual([8]);
});

it('each continuation from a last frame has those of jobs with frames', () => {
  expect(seconds(generate('a', { ...ruled, duration: 10 }))).toEqual([4, 6]);
  expect(seconds(ending('a', picture('a.png'), { ...ruled, duration: 10 }))).toEqual([4, 6]);
});
