import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProviderJob } from '../../src/planner/plan.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { failure, fakeProvider, footageOf } from '../rig/fake-provider.ts';
import { extend, generate, planOf } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

describe('what the provider delivers', () => {
  test('is downloaded again when it can not be read, without paying again', async () => {
    const provider = fakeProvider({ download: (_, n) => (n < 3 ? 'garbage' : undefined) });
    const { outcome } = await bench.run(planOf([generate('a')]), provider);
    expect(outcome).toMatchObject({ made: 1, spent: 1 });
    expect([provider.submissions.length, provider.downloads.length]).toEqual([1, 3]);
  });

  test('stays there for the next run when it never can be read', async () => {
    const garbled = fakeProvider({ download: (_, n) => (n <= 6 ? 'garbage' : undefined) });
    const { outcome, of } = await bench.run(planOf([generate('a')]), garbled);
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'clip-unreadable' } }]);
    expect(outcome).toMatchObject({ failed: 1, spent: 0, reserved: 1 });
    const again = await bench.run(planOf([generate('a', { state: 'in-flight', cost: 0 })]), garbled);
    expect(again.outcome).toMatchObject({ made: 1, spent: 1, reserved: 0 });
    expect(garbled.submissions).toHaveLength(1);
  });

  test('and no longer offers is never paid again without a word from the user', async () => {
    const provider = fakeProvider({ download: () => ({ kind: 'gone' }) });
    const { of } = await bench.run(planOf([generate('a')]), provider);
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'footage-lost' } }]);
    const again = await bench.run(planOf([generate('a', { state: 'unknown' })]), provider);
    expect(again.of('job-failed')).toMatchObject([{ diagnostic: { code: 'footage-lost' } }]);
    expect(provider.submissions).toHaveLength(1);

    const store = await bench.open();
    await store.append({
      type: 'resolved',
      attempt: provider.submissions[0]!.attempt,
      answer: 'not-created',
    });
    await store.close();
    const consented = await bench.run(planOf([generate('a')]), fakeProvider());
    expect(consented.outcome).toMatchObject({ made: 1, spent: 1 });
  });

  test('is waited for while the provider can not be reached', async () => {
    const provider = fakeProvider({
      poll: (_, n) => (n < 8 ? { kind: 'unreachable', failure: failure('network', true) } : undefined),
      download: (_, n) => (n < 4 ? { kind: 'unreachable', failure: failure('network', true) } : undefined),
    });
    const { outcome, of } = await bench.run(planOf([generate('a')]), provider);
    expect(outcome).toMatchObject({ made: 1, spent: 1 });
    expect(of('job-retrying')).toHaveLength(10);
  });

  test('may be unknown there for a minute after it was accepted', async () => {
    const provider = fakeProvider({
      pollDelay: 10_000,
      poll: (_, n) => (n < 5 ? { kind: 'gone' } : undefined),
    });
    expect((await bench.run(planOf([generate('a')]), provider)).outcome.made).toBe(1);
  });

  /** Until told otherwise, it delivers the footage of the first job for all. */
  function repeating() {
    const told = { repeats: true };
    const fake = fakeProvider();
    const provider = Object.assign(fake, {
      async download(remote: string, file: string) {
        const asked = fake.submissions.find(({ attempt }) => remote.endsWith(attempt));
        const delivered = told.repeats ? fake.submissions[0] : asked;
        if (delivered === undefined) throw new Error('nothing was submitted');
        await writeFile(file, footageOf(delivered));
        return { kind: 'done' } as const;
      },
    });
    return { provider, told };
  }
  const extendBy = (seconds: number, source: ProviderJob): ProviderJob => {
    const job = extend('b', source);
    return { ...job, request: { ...job.request, seconds } as ProviderJob['request'], holds: 4 + seconds };
  };

  test('and was only sent along is not what was made of it, and stays at the provider', async () => {
    const source = generate('a');
    const { provider, told } = repeating();
    const longer = extendBy(8, source);
    const { outcome, of } = await bench.run(planOf([source, longer]), provider);
    expect(outcome).toMatchObject({ made: 1, failed: 1 });
    expect(of('job-failed')).toMatchObject([
      {
        job: 'b',
        diagnostic: {
          message: 'fake delivered the footage that it was sent, and not what it was to make of it.',
          help: expect.stringContaining('stays at the provider'),
        },
      },
    ]);
    told.repeats = false;
    const rest = await bench.planned([source, longer]);
    expect((await bench.run(rest, provider)).outcome).toMatchObject({ made: 1, failed: 0 });
    expect(provider.submissions).toHaveLength(2);
  });

  test('and is as long as the new part that was asked for is used, with a warning that it was sent', async () => {
    const source = generate('a');
    const { outcome, of } = await bench.run(planOf([source, extendBy(4, source)]), repeating().provider);
    expect(outcome).toMatchObject({ made: 2, failed: 0 });
    expect(of('notice')).toMatchObject([
      {
        diagnostic: {
          code: 'footage-differs',
          message: expect.stringContaining(
            'it is the same, byte for byte, as the footage that was sent; it is the new part alone',
          ),
        },
      },
    ]);
  });
});

describe('an unanswered submission', () => {
  const silent = { kind: 'unknown', failure: failure('network') } as const;

  test('of a paying job waits for the user, in this run and in the next', async () => {
    const provider = fakeProvider({ submit: () => silent });
    const { outcome, of } = await bench.run(planOf([generate('a'), generate('b')]), provider);
    expect(outcome).toMatchObject({ failed: 2, spent: 0, reserved: 2 });
    expect(of('job-failed')[0]?.diagnostic).toMatchObject({
      code: 'submission-unknown',
      help: 'Look for it among your jobs at the provider, or on its bill, then run `storycut resolve a` with --adopt ID or --not-created.',
    });
    await bench.run(planOf([generate('a', { state: 'unknown' })]), provider);
    expect(provider.submissions).toHaveLength(2);
  });

  test('goes on as the job that the user names', async () => {
    const provider = fakeProvider({ submit: (_, n) => (n === 1 ? silent : undefined) });
    await bench.run(planOf([generate('a')]), provider);
    const { request: sent } = provider.submissions[0]!;
    const found = fakeProvider();
    await found.submit({ attempt: 'x', request: sent, inputs: new Map() }, new AbortController().signal);

    const store = await bench.open();
    const [open] = store.unresolved();
    await store.adopt(open!.intent, 'remote-x');
    await store.close();
    const { outcome, of } = await bench.run(planOf([generate('a', { state: 'in-flight', cost: 0 })]), found);
    expect(outcome).toMatchObject({ made: 1, spent: 1, reserved: 0 });
    expect(of('job-resumed').map(({ job }) => job)).toEqual(['a']);
    expect(found.submissions).toHaveLength(1);
  });

  test('is simply repeated where that is safe', async () => {
    const provider = fakeProvider({ resubmit: 'safe', submit: (_, n) => (n === 1 ? silent : undefined) });
    expect((await bench.run(planOf([generate('a', { cost: 0 })]), provider)).outcome.made).toBe(1);
    expect(provider.submissions).toHaveLength(2);
  });
});
