import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Polled } from '../../src/providers/provider.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { type FakeProvider, failure, fakeProvider, type Script } from '../rig/fake-provider.ts';
import { generate, planOf } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

const failed = (charged?: number): Polled => ({
  ...{ kind: 'failed', failure: failure('other', true) },
  ...(charged !== undefined && { charged }),
});

const failing = (charged?: number, script: Script = {}): FakeProvider =>
  fakeProvider({ ...script, poll: () => failed(charged) });

const free = (provider: FakeProvider): FakeProvider => ({
  ...provider,
  data: { ...provider.data, failures: 'free' },
});

const money = async () => {
  const store = await bench.open();
  const { money: sums } = store.holdings('film');
  await store.close();
  return sums;
};

describe('a job that was accepted and failed', () => {
  const job = generate('a', { attempts: 3, fallbacks: ['milder', 'mildest'] });

  test('may have been charged, so retries and fallbacks stop at the cap', async () => {
    const provider = failing();
    const { outcome, of } = await bench.run(planOf([job]), provider, { maxCost: 2 });
    expect(provider.submissions).toHaveLength(2);
    expect(outcome).toMatchObject({ failed: 1, spent: 0, reserved: 0, maybeCharged: 2 });
    expect(of('job-failed')).toMatchObject([
      {
        diagnostic: {
          code: 'over-budget',
          message:
            'a costs $1.00; with $2.00 already spent or reserved, $2.00 of it for failed jobs that may have been charged, that exceeds the cap of $2.00.',
          help: 'Raise the cap, make less, or say what failed jobs were charged with `storycut resolve SEGMENT --charged USD`.',
          params: { maybeCharged: 2, committed: 2, cap: 2, price: 1 },
        },
      },
    ]);
    expect(await money()).toMatchObject({ spent: 0, reserved: 0, maybeCharged: 2 });
  });

  test('counts in later runs, and for other jobs and takes', async () => {
    await bench.run(planOf([generate('a', { attempts: 1 })]), failing());
    const provider = fakeProvider();
    const { outcome } = await bench.run(planOf([generate('b'), generate('c')]), provider, { maxCost: 2 });
    expect(outcome).toMatchObject({ made: 1, failed: 1, maybeCharged: 1 });
    expect(provider.submissions).toHaveLength(1);
  });

  test('costs nothing where failures are free, and is tried as often as it may', async () => {
    const provider = free(failing());
    await bench.run(planOf([job]), provider, { maxCost: 1 });
    expect(provider.submissions).toHaveLength(9);
    expect(await money()).toMatchObject({ spent: 0, reserved: 0, maybeCharged: 0 });
  });

  test('costs what the answer says, where it says so, even if failures were free', async () => {
    const provider = free(failing(0.25));
    await bench.run(planOf([generate('a', { attempts: 2 })]), provider);
    expect(await money()).toMatchObject({ spent: 0.5, lost: 0.5, maybeCharged: 0 });
    await bench.run(planOf([generate('b', { attempts: 2 })]), failing(0));
    expect(await money()).toMatchObject({ spent: 0.5, lost: 0.5, maybeCharged: 0 });
  });

  test('is no less than a person says it was charged', async () => {
    await bench.run(planOf([generate('a', { attempts: 1 })]), failing());
    const store = await bench.open();
    const [entry] = store.holdings('film').ledger();
    await store.append({ type: 'charged', attempt: entry?.attempt ?? '', charged: 0.3, by: 'user' });
    await store.close();
    expect(await money()).toMatchObject({ spent: 0.3, lost: 0.3, maybeCharged: 0 });
  });

  test('is not one that was refused: nothing was accepted', async () => {
    const provider = fakeProvider({ submit: () => ({ kind: 'rejected', failure: failure('moderation') }) });
    await bench.run(planOf([generate('a')]), provider);
    expect(await money()).toMatchObject({ spent: 0, maybeCharged: 0 });
  });
});

const loseClips = async (): Promise<void> => {
  const store = await bench.open();
  const clip = store.clip(generate('a').fingerprint);
  await store.files.remove(store.clipPath(clip?.hash ?? ''));
  await store.close();
};

const completing = (charged?: number): FakeProvider =>
  fakeProvider({ poll: () => ({ kind: 'completed', ...(charged !== undefined && { charged }) }) });

describe('what a provider says that it charged for footage', () => {
  test('counts instead of the price, and both are kept', async () => {
    const { outcome, of } = await bench.run(planOf([generate('a')]), completing(0.6));
    expect(outcome.spent).toBe(0.6);
    expect(of('job-finished')).toMatchObject([{ cost: 0.6, price: 1 }]);
    expect(await money()).toMatchObject({ spent: 0.6, planned: 1, lost: 0 });
  });

  test('frees room under the cap where it is less', async () => {
    const jobs = ['a', 'b', 'c'].map((id) => generate(id));
    const { outcome } = await bench.run(planOf(jobs), completing(0.5), { maxCost: 2, concurrency: 1 });
    expect(outcome).toMatchObject({ made: 3, spent: 1.5 });
  });

  test('stops further submissions where it is more, before the footage is here', async () => {
    const provider = fakeProvider({
      poll: () => ({ kind: 'completed', charged: 1.5 }),
      download: () => ({ kind: 'unreachable', failure: failure('network') }),
    });
    const { outcome } = await bench.run(planOf([generate('a')]), provider);
    expect(outcome).toMatchObject({ failed: 1, reserved: 1.5 });
    const next = fakeProvider({ download: () => ({ kind: 'unreachable', failure: failure('network') }) });
    const { of } = await bench.run(planOf([generate('b')]), next, { maxCost: 2 });
    expect(next.submissions).toHaveLength(0);
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'over-budget' } }]);
  });

  test('stays what it was when the job fails after all, even where failures are free', async () => {
    for (const [id, set] of [
      ['a', (provider: FakeProvider) => provider],
      ['b', free],
    ] as const) {
      const before = (await money()).spent;
      const provider = set(
        fakeProvider({
          poll: (_, n) =>
            n === 1
              ? { kind: 'completed', charged: 0.04 }
              : { kind: 'failed', failure: failure('other', false) },
          download: () => ({ kind: 'unreachable', failure: failure('network', false) }),
        }),
      );
      const { fingerprint } = generate(id);
      await bench.run(planOf([generate(id)]), provider);
      const store = await bench.open();
      expect(store.holdings('film').attempt(fingerprint)).toEqual({ kind: 'in-flight', price: 0.04 });
      await store.close();
      expect((await money()).reserved).toBeCloseTo(0.04, 9);
      await bench.run(planOf([{ ...generate(id), state: 'in-flight' }]), provider);
      const after = await money();
      expect(after.spent).toBeCloseTo(before + 0.04, 9);
      expect(after.reserved + after.maybeCharged).toBeCloseTo(0, 9);
    }
  });

  test('stops even jobs without a price once the cap is crossed, and no sooner', async () => {
    const jobs = ['a', 'b', 'c', 'd'].map((id) => generate(id, { cost: 0 }));
    const provider = completing(0.6);
    const { outcome, of } = await bench.run(planOf(jobs), provider, { maxCost: 1, concurrency: 1 });
    expect(provider.submissions).toHaveLength(2);
    expect(outcome).toMatchObject({ made: 2, failed: 2, spent: 1.2 });
    expect(of('job-failed')).toMatchObject([
      { diagnostic: { code: 'over-budget' } },
      { diagnostic: { code: 'over-budget' } },
    ]);
    // What can charge nothing may go on: a rehearsal.
    const safe = fakeProvider({ resubmit: 'safe' });
    expect((await bench.run(planOf(jobs), safe, { maxCost: 1 })).outcome).toMatchObject({ failed: 0 });
    expect(safe.submissions).toHaveLength(4);
  });

  test('lets films of jobs without a price run with a cap of nothing', async () => {
    const jobs = ['a', 'b', 'c'].map((id) => generate(id, { cost: 0 }));
    const { outcome } = await bench.run(planOf(jobs), fakeProvider(), { maxCost: 0 });
    expect(outcome).toMatchObject({ made: 3, failed: 0, spent: 0 });
  });

  test.each([[-1], [Number.NaN], [Number.POSITIVE_INFINITY], [10_001], [0.01], [1e-7]])(
    'is told and not believed where it is %d',
    async (charged) => {
      const { outcome, of } = await bench.run(planOf([generate('a')]), completing(charged));
      expect(outcome.spent).toBe(1);
      expect(of('notice')).toMatchObject([
        {
          diagnostic: {
            severity: 'warning',
            code: 'charge-implausible',
            message: `fake says that it charged ${charged} US dollars for a, which can't be right; it counts at its price of $1.00.`,
          },
        },
      ]);
      expect(of('job-finished')[0]).not.toHaveProperty('price');
    },
  );

  test('is not believed where it is nothing, since footage has a price', async () => {
    const { outcome } = await bench.run(planOf([generate('a')]), completing(0));
    expect(outcome.spent).toBe(1);
  });

  test('stays what it was when the clip is downloaded again', async () => {
    const provider = fakeProvider({
      poll: (_, n) => ({ kind: 'completed', ...(n === 1 && { charged: 0.6 }) }),
    });
    await bench.run(planOf([generate('a')]), provider);
    await loseClips();
    await bench.run(planOf([{ ...generate('a'), state: 'in-flight' }]), provider);
    expect(provider.downloads).toHaveLength(2);
    expect(provider.submissions).toHaveLength(1);
    expect(await money()).toMatchObject({ spent: 0.6, planned: 1, lost: 0 });
    await loseClips();
    await bench.run(planOf([{ ...generate('a'), state: 'in-flight' }]), fakeProvider());
    expect(await money()).toMatchObject({ spent: 0.6, lost: 0.6 });
  });
});
