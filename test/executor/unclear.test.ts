import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OVERDUE_PATIENCE } from '../../src/executor/overdue.ts';
import type { Waiting } from '../../src/providers/provider.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { fakeProvider } from '../rig/fake-provider.ts';
import { generate, planOf } from '../rig/plans.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

/** Says so of each job so many times. */
const saying = (waiting: Waiting, times: number) =>
  fakeProvider({ poll: (_, n) => (n <= times ? waiting : undefined) });

const quux: Waiting = { kind: 'waiting', state: 'quux', unclear: true };

describe('a state in a word that nobody knows', () => {
  test('is told once, after a while, and asked about again', async () => {
    const { of, outcome } = await bench.run(planOf([generate('a')]), saying(quux, 5));
    expect(of('notice').map(({ diagnostic }) => diagnostic)).toMatchObject([
      {
        severity: 'warning',
        code: 'job-unclear',
        message: 'fake says that a is “quux”, which Storycut does not know; asking again.',
        help: expect.stringMatching(/^Look at job remote-\S+ at the provider\./),
      },
    ]);
    expect(outcome.made).toBe(1);
  });

  test('is not told if it passes', async () => {
    const { of } = await bench.run(planOf([generate('a')]), saying(quux, 2));
    expect(of('notice')).toEqual([]);
  });

  test('may be no word at all', async () => {
    const { of } = await bench.run(planOf([generate('a')]), saying({ kind: 'waiting', unclear: true }, 3));
    expect(of('notice').map(({ diagnostic }) => diagnostic.message)).toEqual([
      'fake does not say in which state a is; asking again.',
    ]);
  });

  test('may be one that is known, of a job without footage', async () => {
    const done: Waiting = { kind: 'waiting', state: 'succeeded', unclear: 'footage' };
    const { of } = await bench.run(planOf([generate('a')]), saying(done, 3));
    expect(of('notice').map(({ diagnostic }) => diagnostic.message)).toEqual([
      'fake says that a is “succeeded”, but not where its footage is; asking again.',
    ]);
  });

  test('is not waited for once the job is overdue: it stays in flight', async () => {
    const clock = virtualClock();
    const began = clock.now();
    const job = generate('a');
    const { outcome } = await bench.run(planOf([job]), saying(quux, 100_000), { engine: { clock } });
    expect(outcome.failures.map(({ code }) => code)).toEqual(['job-overdue']);
    expect(clock.now() - began).toBeLessThan(OVERDUE_PATIENCE);
    const store = await bench.open();
    expect(store.attempt(job.fingerprint)).toMatchObject({ kind: 'accepted' });
    await store.close();
  });
});

test('a job of which nothing is told is left to the next run, and can be given up', async () => {
  const failure = { reason: 'other', message: 'It broke.', again: true } as const;
  const provider = fakeProvider({ poll: () => ({ kind: 'unreachable', failure }) });
  const { outcome } = await bench.run(planOf([generate('a')]), provider, {
    engine: { clock: virtualClock() },
  });
  expect(outcome.failures).toMatchObject([
    {
      message: 'It broke.',
      help: expect.stringMatching(/a is not lost: run .+ `storycut resolve a --pay-again --force`/),
    },
  ]);
});
