import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../src/core/ports.ts';
import { Pacer } from '../../src/executor/pacer.ts';
import { askedWait, backOff } from '../../src/executor/retry.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { failure, fakeProvider } from '../rig/fake-provider.ts';
import { generate, planOf } from '../rig/plans.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

const random = (next: number) => ({ next: () => next, id: () => '' });
const forever = new AbortController().signal;
const shortNamesFirst = (a: { id: string }, b: { id: string }): boolean => a.id.length < b.id.length;

/** When each job passes, in milliseconds from the start. */
async function passing(clock: Clock, pacer: Pacer, ids: readonly string[]): Promise<Record<string, number>> {
  const start = clock.now();
  const passed: Record<string, number> = {};
  await Promise.all(
    ids.map(async (id) => {
      await pacer.turn(generate(id), forever);
      passed[id] = clock.now() - start;
    }),
  );
  return passed;
}

describe('submissions', () => {
  test('pass as far apart as the data says, the most urgent of those that wait first', async () => {
    const clock = virtualClock();
    const pacer = new Pacer(clock, shortNamesFirst, 2400);
    expect(await passing(clock, pacer, ['first', 'long-one', 'middle', 'abc'])).toEqual({
      first: 0,
      abc: 2400,
      middle: 4800,
      'long-one': 7200,
    });
  });

  test('pass at once where nothing is said', async () => {
    const clock = virtualClock();
    expect(await passing(clock, new Pacer(clock, shortNamesFirst, 0), ['a', 'b'])).toEqual({ a: 0, b: 0 });
  });

  test('wait as long as a refusal asks, then come more slowly; one burst of refusals counts once', async () => {
    const clock = virtualClock();
    const pacer = new Pacer(clock, shortNamesFirst, 0);
    const sentAt = clock.now();
    await clock.sleep(10);
    for (let n = 0; n < 50; n++) pacer.slower(sentAt, 5000);
    expect(await passing(clock, pacer, ['a', 'bb', 'ccc'])).toEqual({ a: 5000, bb: 6000, ccc: 7000 });
  });

  test('come faster again while they are taken', async () => {
    const clock = virtualClock();
    const pacer = new Pacer(clock, shortNamesFirst, 0);
    pacer.slower(clock.now());
    for (let n = 0; n < 40; n++) pacer.faster();
    expect(await passing(clock, pacer, ['a', 'bb'])).toMatchObject({ bb: 0 });
  });

  test('are let go when the run stops', async () => {
    const stop = new AbortController();
    const pacer = new Pacer(virtualClock(), shortNamesFirst, 1e12);
    const turns = ['a', 'b', 'c'].map((id) => pacer.turn(generate(id), stop.signal));
    stop.abort();
    await Promise.all(turns);
  });
});

test('a wait is never shorter than the provider asks, nor longer than ten minutes because of it', () => {
  expect(backOff(1, { retryAfter: 30_000 }, random(0.5))).toBe(30_000);
  expect(backOff(9, { retryAfter: 10 }, random(0.5))).toBe(30_000);
  expect(backOff(1, { retryAfter: 86_400_000 }, random(0.5))).toBe(600_000);
});

describe('a run', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await engineBench();
  });
  afterEach(() => bench.remove());
  const jobs = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => generate(id));

  test('submits no faster than the model takes requests', async () => {
    const clock = virtualClock();
    const start = clock.now();
    const sent: number[] = [];
    const provider = fakeProvider({
      limits: { requestsPerMinute: 20 },
      submit: () => void sent.push(clock.now() - start),
    });
    await bench.run(planOf(jobs), provider, { concurrency: 6, engine: { clock } });
    expect(sent.map((at, n) => at >= n * 3000)).toEqual(jobs.map(() => true));
  });

  test('has no more jobs of a model under way than it bears', async () => {
    const under = new Set<string>();
    let most = 0;
    const narrow = fakeProvider({
      limits: { concurrency: 2 },
      submit: ({ attempt }) => {
        under.add(attempt);
        most = Math.max(most, under.size);
        return undefined;
      },
      poll: ({ attempt }) => {
        under.delete(attempt);
        return undefined;
      },
    });
    const { outcome } = await bench.run(planOf(jobs), narrow, { concurrency: 5 });
    expect(outcome.made).toBe(6);
    expect(most).toBe(2);
  });

  test('comes back after a refusal for its pace when the provider says, and makes all', async () => {
    const clock = virtualClock();
    const start = clock.now();
    const sent: number[] = [];
    const provider = fakeProvider({
      submit: () => {
        sent.push(clock.now() - start);
        return sent.length === 1
          ? { kind: 'rejected', failure: { ...failure('rate', true), retryAfter: 90_000 } }
          : undefined;
      },
    });
    const { outcome } = await bench.run(planOf(jobs.slice(0, 3)), provider, {
      concurrency: 1,
      engine: { clock },
    });
    expect(outcome).toMatchObject({ made: 3, failed: 0 });
    expect(sent[1]).toBeGreaterThanOrEqual(90_000);
  });
});

test('a provider that asks to wait for a day is asked again after ten minutes', () => {
  expect([7000, 86_400_000].map((retryAfter) => askedWait({ retryAfter }))).toEqual([7000, 600_000]);
  expect(askedWait({})).toBe(0);
});
