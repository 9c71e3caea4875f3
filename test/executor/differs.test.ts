import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ok } from '../../src/core/result.ts';
import type { ReceivedFootage } from '../../src/executor/engine.ts';
import type { ProviderJob } from '../../src/planner/plan.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { fakeProvider } from '../rig/fake-provider.ts';
import { generate, planOf, request } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

const asked: ReceivedFootage = { seconds: 4, size: { width: 1280, height: 720 }, fps: 24 };

/** What is told of footage that came like this. */
async function toldOf(
  came: Partial<ReceivedFootage>,
  job: ProviderJob = generate('a'),
): Promise<readonly string[]> {
  const verify = async () => ok({ ...asked, ...came });
  const { of, outcome } = await bench.run(planOf([job]), fakeProvider(), { engine: { verify } });
  expect(outcome.made).toBe(1);
  return of('notice').map(({ diagnostic: { code, severity, message } }) => `${severity} ${code}: ${message}`);
}

const beginning = 'warning footage-differs: The footage that fake made for a is not what was asked for: ';
const longer = generate('a', {
  kind: 'extend',
  request: { ...request('on'), kind: 'extend', source: { kind: 'file', sha256: 'f' } } as never,
  holds: 12,
});

describe('footage that is not as it was asked for', () => {
  test.each<[string, Partial<ReceivedFootage>, string, ProviderJob?]>([
    [
      'of another size',
      { size: { width: 1280, height: 704 } },
      'it is 1280x704 instead of 1280x720. It is used.',
    ],
    ['too short', { seconds: 3.2 }, 'it is 3.2 s long instead of 4 s. It is used.'],
    ['too long', { seconds: 5 }, 'it is 5 s long instead of 4 s. It is used.'],
    ['in another container', { was: 'AVI' }, 'it came as AVI, and is kept as MP4. It is used.'],
    [
      'at another rate',
      { fps: 16 },
      'it has 16 frames per second instead of 24. It is used.',
      generate('a', { request: request('a', { fps: 24 }) }),
    ],
    [
      'in all of that',
      { size: { width: 64, height: 36 }, seconds: 1, was: 'GIF' },
      'it is 64x36 instead of 1280x720; it is 1 s long instead of 4 s; it came as GIF, and is kept as MP4. It is used.',
    ],
  ])('is used, with a warning: %s', async (_, came, message, job = generate('a')) => {
    expect(await toldOf(came, job)).toEqual([beginning + message]);
  });

  test.each<[string, Partial<ReceivedFootage>]>([
    ['by the length of a group of frames', { seconds: 4.0625 }],
    ['by nothing', {}],
    ['by a rate that was not asked for', { fps: 16 }],
  ])('is not told of if it differs %s', async (_, came) => {
    expect(await toldOf(came)).toEqual([]);
  });

  test('has no name of a container that it did not come in', async () => {
    expect(await toldOf({ seconds: 2 })).toEqual([`${beginning}it is 2 s long instead of 4 s. It is used.`]);
  });
});

describe('an extension', () => {
  const withFile = async (seconds: number) => {
    const verify = async () => ok({ ...asked, seconds });
    const { of } = await bench.run(
      planOf([{ ...longer, request: request('on'), holds: 12 }]),
      fakeProvider(),
      {
        engine: { verify },
      },
    );
    return of('notice').map(({ diagnostic }) => diagnostic.message);
  };

  test('that holds what it extends is as asked', async () => {
    expect(await withFile(12.1)).toEqual([]);
  });

  test('that is the new part alone is said to be', async () => {
    expect(await withFile(4.1)).toEqual([
      `${beginning.replace(/^.*?: /, '')}it is the new part alone, and follows the footage that it extends. It is used.`,
    ]);
  });

  test('that is neither is told by what it is nearer to', async () => {
    expect(await withFile(10)).toEqual([
      `${beginning.replace(/^.*?: /, '')}it is 10 s long instead of 12 s. It is used.`,
    ]);
  });
});
