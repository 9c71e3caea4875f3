import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Submitted } from '../../src/providers/provider.ts';
import { nodeFiles } from '../../src/store/node-files.ts';
import { StoreFailure } from '../../src/store/store-failure.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { fakeProvider } from '../rig/fake-provider.ts';
import { generate, planOf } from '../rig/plans.ts';
import { isOnLedger } from '../rig/test-store.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

const never = new Promise<never>(() => undefined);
const jobs = ['a', 'b', 'c'].map((id) => generate(id));

test('a run that is told to stop submits nothing more and leaves what was accepted to the next', async () => {
  const stop = new AbortController();
  let asked = 0;
  const provider = fakeProvider({
    poll: () => {
      asked += 1;
      if (asked === 2) stop.abort(); // both were accepted
      return never;
    },
  });
  const { outcome, of } = await bench.run(planOf(jobs), provider, { signal: stop.signal, concurrency: 2 });
  expect(outcome).toMatchObject({ made: 0, skipped: 3, inFlight: 2, reserved: 2, interrupted: true });
  expect(of('job-skipped').map(({ because }) => because)).toEqual([
    'interrupted',
    'interrupted',
    'interrupted',
  ]);
  expect(provider.submissions).toHaveLength(2);
});

test('told to stop before it began, it does nothing', async () => {
  const provider = fakeProvider();
  const { outcome } = await bench.run(planOf(jobs), provider, { signal: AbortSignal.abort() });
  expect(outcome).toMatchObject({ made: 0, skipped: 3, interrupted: true, spent: 0 });
  expect(provider.submissions).toEqual([]);
});

test('told to stop just before a submission, it does not send it, and gives its money back', async () => {
  const stop = new AbortController();
  const provider = fakeProvider();
  const files = {
    ...nodeFiles,
    async free() {
      stop.abort();
      return 1e12;
    },
  };
  const { outcome } = await bench.run(planOf(jobs), provider, { signal: stop.signal, files });
  expect(outcome).toMatchObject({ skipped: 3, interrupted: true, spent: 0 });
  expect(provider.submissions).toEqual([]);
  const store = await bench.open();
  expect(store.holdings('film').attempt(jobs[0]!.fingerprint)).toBeUndefined();
  await store.close();
});

test('a submission under way is waited for, since its answer is worth money', async () => {
  const stop = new AbortController();
  const provider = fakeProvider({
    async submit(): Promise<Submitted> {
      stop.abort();
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { kind: 'accepted', remote: 'late' };
    },
  });
  // The clock stands still: patience never ends in this test.
  const engine = {
    clock: { now: () => 0, steady: () => 0, sleep: (_: number, signal?: AbortSignal) => ended(signal) },
  };
  const { outcome } = await bench.run(planOf(jobs), provider, {
    signal: stop.signal,
    concurrency: 1,
    engine,
  });
  expect(outcome).toMatchObject({ interrupted: true, inFlight: 1, unanswered: 0 });
});

test('but not for ever: without an answer it stays unanswered', async () => {
  const stop = new AbortController();
  const provider = fakeProvider({
    submit() {
      stop.abort();
      return never;
    },
  });
  const { outcome } = await bench.run(planOf(jobs), provider, { signal: stop.signal, concurrency: 1 });
  expect(outcome).toMatchObject({ interrupted: true, inFlight: 0, unanswered: 1, spent: 0, reserved: 1 });
  const store = await bench.open();
  expect(store.holdings('film').attempt(jobs[0]!.fingerprint)).toEqual({ kind: 'unknown', price: 1 });
  await store.close();
});

test('what it is told to have never sent is not reserved any more', async () => {
  const stop = new AbortController();
  const provider = fakeProvider({
    submit(_, __, signal) {
      stop.abort();
      return new Promise((resolve) => {
        const unsent = {
          reason: 'network',
          message: 'It was stopped. Nothing was sent.',
          again: true,
        } as const;
        signal.addEventListener('abort', () => resolve({ kind: 'rejected', failure: unsent }));
      });
    },
  });
  const { outcome } = await bench.run(planOf(jobs), provider, { signal: stop.signal, concurrency: 1 });
  expect(outcome).toMatchObject({ interrupted: true, inFlight: 0, unanswered: 0, spent: 0, reserved: 0 });
});

test('an adapter that throws when it is stopped says nothing', async () => {
  const stop = new AbortController();
  const provider = fakeProvider({
    submit(_, __, signal) {
      stop.abort();
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    },
  });
  const { outcome } = await bench.run(planOf(jobs), provider, { signal: stop.signal, concurrency: 1 });
  expect(outcome).toMatchObject({ interrupted: true, unanswered: 1, reserved: 1 });
});

test('what was downloaded already is kept', async () => {
  const stop = new AbortController();
  const provider = fakeProvider({
    poll: ({ request }) => (request.prompt.endsWith(' a') ? undefined : { kind: 'waiting' }),
  });
  const { outcome } = await bench.run(planOf(jobs), provider, {
    signal: stop.signal,
    concurrency: 1,
    onEvent: (event) => {
      if (event.type === 'job-finished') stop.abort();
    },
  });
  expect(outcome).toMatchObject({ made: 1, skipped: 2, interrupted: true });
});

test.skipIf(isOnLedger)(
  'a journal that can not be written ends the run with a StoreFailure, and nothing is submitted after it',
  async () => {
    const provider = fakeProvider();
    let left = 2;
    const files = {
      ...nodeFiles,
      append: async (path: string) => {
        const file = await nodeFiles.append(path);
        return {
          ...file,
          append: (text: string) =>
            left-- > 0 ? file.append(text) : Promise.reject(new Error('no space left')),
        };
      },
    };
    await expect(bench.run(planOf(jobs), provider, { files, concurrency: 1 })).rejects.toThrow(StoreFailure);
    expect(provider.submissions).toHaveLength(1);
  },
);

test('a full disk stops a job before it is submitted', async () => {
  const provider = fakeProvider();
  const files = { ...nodeFiles, free: async () => 1_000_000 };
  const { outcome, of } = await bench.run(planOf(jobs), provider, { files });
  const full = ['disk-full', 'disk-full', 'disk-full'];
  expect(of('job-failed').map(({ diagnostic }) => diagnostic.code)).toEqual(full);
  expect(outcome.failures.map(({ code }) => code)).toEqual(full);
  expect(provider.submissions).toEqual([]);
});

const ended = (signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener('abort', () => resolve());
  });
