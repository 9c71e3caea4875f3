import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Polled } from '../../src/providers/provider.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { failure, fakeProvider, type Script } from '../rig/fake-provider.ts';
import { generate, planOf } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

const money = async () => {
  const store = await bench.open();
  const { money: sums } = store.holdings('film');
  await store.close();
  return sums;
};

/** Accepts each job with an estimate in US dollars. */
const estimating = (estimate: number, script: Script = {}) =>
  fakeProvider({
    submit: (submission) => ({ kind: 'accepted', remote: `r-${submission.attempt}`, estimate }),
    ...script,
  });

const two = planOf([generate('a'), generate('b')]);

describe('what a provider says that it will charge at most', () => {
  test('counts instead of the price, so a cap that it would cross stops before the next submission', async () => {
    const provider = estimating(1.5);
    const { outcome, of } = await bench.run(two, provider, { maxCost: 2, concurrency: 1 });
    expect(provider.submissions).toHaveLength(1);
    expect(outcome).toMatchObject({ made: 1, failed: 1, spent: 1.5 });
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'over-budget' } }]);
    expect(await money()).toMatchObject({ spent: 1.5, planned: 1 });
  });

  test('is told where it is more than was planned, and only there', async () => {
    const { of } = await bench.run(planOf([generate('a')]), estimating(1.5));
    expect(of('notice')).toMatchObject([
      {
        diagnostic: {
          severity: 'warning',
          code: 'estimate-higher',
          message: 'fake will charge up to $1.50 for a, which was planned at $1.00.',
          params: { estimate: 1.5, job: 'a', price: 1, provider: 'fake' },
        },
      },
    ]);
    expect((await bench.run(planOf([generate('b')]), estimating(0.5))).of('notice')).toEqual([]);
    expect(await money()).toMatchObject({ spent: 2, planned: 2 });
  });

  test('gives way to what was charged', async () => {
    const charging = estimating(1.5, { poll: () => ({ kind: 'completed', charged: 1.2 }) });
    await bench.run(planOf([generate('a')]), charging);
    expect(await money()).toMatchObject({ spent: 1.2, planned: 1 });
  });

  test('may have been charged for a job that failed', async () => {
    const failed = (): Polled => ({ kind: 'failed', failure: failure('other', false) });
    await bench.run(planOf([generate('a')]), estimating(1.5, { poll: failed }));
    expect(await money()).toMatchObject({ spent: 0, maybeCharged: 1.5 });
  });

  test('is still known to the next run', async () => {
    const stop = new AbortController();
    const waiting = (): Polled => {
      stop.abort();
      return { kind: 'waiting' };
    };
    await bench.run(planOf([generate('a')]), estimating(1.5, { poll: waiting }), { signal: stop.signal });
    expect(await money()).toMatchObject({ reserved: 1.5 });
  });

  test.each([[-1], [Number.NaN], [10_001], [0.01], [1e-11]])(
    'is told and not believed where it is %d',
    async (estimate) => {
      const { outcome, of } = await bench.run(planOf([generate('a')]), estimating(estimate));
      expect(outcome.spent).toBe(1);
      expect(of('notice')).toMatchObject([
        {
          diagnostic: {
            severity: 'warning',
            code: 'estimate-implausible',
            message: `fake says that it will charge up to ${estimate} US dollars for a, which can't be right; it counts at its price of $1.00.`,
          },
        },
      ]);
    },
  );

  test('is none where it is nothing, since footage has a price', async () => {
    const { outcome, of } = await bench.run(planOf([generate('a')]), estimating(0));
    expect(outcome.spent).toBe(1);
    expect(of('notice')).toEqual([]);
  });
});
