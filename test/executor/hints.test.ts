import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Hints, hintKey } from '../../src/core/hints.ts';
import type { KnowingAccount, Store } from '../../src/store/store.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { fakeProvider } from '../rig/fake-provider.ts';
import { generate, planOf } from '../rig/plans.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

const account: KnowingAccount = {
  ...{ others: async () => [], owns: async () => false, untold: () => undefined, pause: () => undefined },
  turn: async () => 0,
};

/** A provider whose jobs take half a minute, each polled every ten seconds if nothing is heard, and a store that hears of them. */
function halfAMinute(hearsOf: (attempt: string) => number | undefined) {
  const clock = virtualClock();
  const accepted = new Map<string, number>();
  const polledAt: number[] = [];
  const ageOf = (attempt: string): number => (clock.now() - (accepted.get(attempt) ?? 0)) / 1000;
  const provider = fakeProvider({
    pollDelay: 10_000,
    submit({ attempt }) {
      accepted.set(attempt, clock.now());
      return undefined;
    },
    poll({ attempt }) {
      polledAt.push(ageOf(attempt));
      return ageOf(attempt) < 30 ? { kind: 'waiting' } : { kind: 'completed' };
    },
  });
  const hints: Hints = {
    watch(remote) {
      const attempt = remote.replace('remote-', '');
      const after = hearsOf(attempt);
      return {
        async heard(signal) {
          await clock.sleep(after === undefined ? 1e9 : 1000 * Math.max(0, after - ageOf(attempt)), signal);
          return !signal.aborted;
        },
        close: () => undefined,
      };
    },
  };
  const storeAs = (store: Store): Store => ({ ...store, shared: { account: () => account, hints } });
  return { provider, polledAt, options: { engine: { clock }, concurrency: 1, storeAs } };
}

const jobs = (...names: string[]) => planOf(names.map((name) => generate(name)));

test('a hint has a job polled at once', async () => {
  const { provider, polledAt, options } = halfAMinute(() => 30);
  await bench.run(jobs('a'), provider, options);
  expect(polledAt.at(-1)).toBe(30);
});

test('where hints come true, jobs are hardly polled', async () => {
  const { provider, polledAt, options } = halfAMinute(() => 30);
  await bench.run(jobs('a', 'b', 'c'), provider, options);
  // Of the first, it is not known yet.
  expect(polledAt.slice(-2)).toEqual([30, 30]);
  expect(polledAt.filter((age) => age === 30)).toHaveLength(3);
});

test('where one does not come, the next jobs are polled as usual', async () => {
  const heard = [30, undefined, undefined];
  const { provider, polledAt, options } = halfAMinute(() => heard.shift());
  const { outcome } = await bench.run(jobs('a', 'b', 'c'), provider, options);
  expect(outcome.made).toBe(3);
  const [first = 0, second = 0, third = 0] = polledAt.filter((age) => age >= 30);
  expect(first).toBe(30);
  // A minute, more or less: the only poll of a job of which nothing is heard.
  expect(second).toBeGreaterThan(40);
  expect(third).toBeLessThan(40);
});

test('a hint is never an answer, and however many there are, a job is polled once a second', async () => {
  const { provider, polledAt, options } = halfAMinute(() => 0);
  const { outcome } = await bench.run(jobs('a'), provider, options);
  expect(outcome).toMatchObject({ made: 1, failed: 0 });
  const gaps = polledAt.slice(1).map((age, n) => age - (polledAt[n] ?? 0));
  expect(Math.min(...gaps)).toBe(1);
});

test('hints name a job by its id at the provider, wherever it is there', () => {
  expect(['video_1', 'fal-ai/veo3/requests/0f-1', ''].map(hintKey)).toEqual(['video_1', '0f-1', '']);
});
