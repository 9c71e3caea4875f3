import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ok } from '../../src/core/result.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { fakeProvider } from '../rig/fake-provider.ts';
import { generate, planOf } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

/** What becomes of a job of four seconds whose footage can be decoded for so many seconds, from one download to the next. */
async function delivered(...lengths: readonly number[]) {
  let n = 0;
  const verify = async () => ok({ seconds: lengths[Math.min(n++, lengths.length - 1)] ?? 0 });
  const provider = fakeProvider();
  const { of, outcome } = await bench.run(planOf([generate('a')]), provider, { engine: { verify } });
  expect(provider.submissions).toHaveLength(1);
  return { of, outcome, downloads: provider.downloads.length };
}

describe('footage that ends early, as where a connection broke between two fragments', () => {
  test('is asked for again, and comes whole', async () => {
    const { of, outcome, downloads } = await delivered(2, 4);
    expect([outcome.made, downloads]).toEqual([1, 2]);
    expect(of('job-retrying')).toMatchObject([
      { what: 'download', diagnostic: { message: expect.stringContaining('delivered 2 s of footage') } },
    ]);
    expect(of('notice')).toEqual([]);
  });

  test('is used where it ends at the same place again: that is all there is', async () => {
    const { of, outcome, downloads } = await delivered(2, 2.01);
    expect([outcome.made, downloads]).toEqual([1, 2]);
    expect(of('notice')).toMatchObject([{ diagnostic: { code: 'footage-differs' } }]);
  });

  test('stays at its provider where it ends elsewhere each time', async () => {
    const { outcome, downloads } = await delivered(1, 2, 1, 2, 1, 2, 1, 2);
    expect([outcome.made, outcome.failed, downloads]).toEqual([0, 1, 6]);
    expect(outcome.reserved).toBeGreaterThan(0);
  });

  test('is not asked for again where it is as long as models make it', async () => {
    expect((await delivered(3.8)).downloads).toBe(1);
  });
});
