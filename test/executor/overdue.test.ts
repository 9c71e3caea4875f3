import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../src/core/ports.ts';
import { isOverdue, OVERDUE_PATIENCE } from '../../src/executor/overdue.ts';
import type { Polled } from '../../src/providers/provider.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { fakeProvider, type Script } from '../rig/fake-provider.ts';
import { extend, generate, planOf } from '../rig/plans.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

const minute = 60_000;

test('a job is overdue after several times what is usual, and never within ten minutes of it', () => {
  expect(isOverdue(10 * minute, 1 * minute)).toBe(false);
  expect(isOverdue(12 * minute, 1 * minute)).toBe(true);
  expect(isOverdue(49 * minute, 10 * minute)).toBe(false);
  expect(isOverdue(51 * minute, 10 * minute)).toBe(true);
});

describe('a run', () => {
  let bench: Bench;
  let clock: Clock;
  beforeEach(async () => {
    bench = await engineBench();
    clock = virtualClock();
  });
  afterEach(() => bench.remove());

  const begun = Date.UTC(2026, 0, 1);
  const minutesIn = (): number => (clock.now() - begun) / minute;
  const waiting = (more: Partial<Extract<Polled, { kind: 'waiting' }>> = {}): Polled => ({
    kind: 'waiting',
    ...more,
  });
  /** Jobs of the segments whose names begin with `stuck` are never finished. */
  const stuck = (
    more: Script = {},
    polled: () => Polled = () => waiting({ state: 'queued', progress: 0.3 }),
  ) =>
    fakeProvider({
      pollDelay: 180_000,
      poll: ({ request }) => (request.prompt.includes('of stuck') ? polled() : undefined),
      ...more,
    });

  test('tells once of a job that takes far too long, with what the server said last', async () => {
    const { of, outcome } = await bench.run(planOf([generate('stuck')]), stuck(), { engine: { clock } });
    expect(of('job-overdue').map(({ job, diagnostic }) => [job, diagnostic])).toMatchObject([
      [
        'stuck',
        {
          severity: 'warning',
          code: 'job-overdue',
          message: expect.stringMatching(
            /^stuck is still in progress at fake after 1\d min; .*: queued, 30 %\.$/,
          ),
        },
      ],
    ]);
    expect(outcome.failures.map(({ code }) => code)).toEqual(['job-overdue']);
  });

  test('ends once nothing else can happen, after an hour, and leaves the job in flight for the next', async () => {
    const job = generate('stuck');
    await bench.run(planOf([job]), stuck(), { engine: { clock } });
    expect(minutesIn()).toBeGreaterThan(10 + OVERDUE_PATIENCE / minute);
    expect(minutesIn()).toBeLessThan(25 + OVERDUE_PATIENCE / minute);
    const store = await bench.open();
    expect(store.attempt(job.fingerprint)).toMatchObject({ kind: 'accepted', overdue: 'queued, 30 %' });
    await store.close();
    let found = false;
    const better = fakeProvider({ poll: () => ({ kind: 'completed' }) });
    const provider = {
      ...better,
      poll: async () => ({ kind: 'completed' }) as const,
      download: async (remote: string, file: string, signal: AbortSignal) => {
        found = true;
        await better.submit(
          { attempt: remote.replace('remote-', ''), request: job.request, inputs: new Map() },
          signal,
        );
        return better.download(remote, file, signal);
      },
    };
    const { outcome, events } = await bench.run(planOf([{ ...job, state: 'in-flight' }]), provider);
    expect(found).toBe(true);
    expect(outcome).toMatchObject({ made: 1, failed: 0 });
    expect(events.some(({ type }) => type === 'job-started')).toBe(false);
  });

  test('waits as long as anything else is under way', async () => {
    const late = 300;
    const provider = stuck({
      poll: ({ request }) => {
        if (request.prompt.includes('of stuck')) return waiting();
        return minutesIn() < late ? waiting() : undefined;
      },
    });
    const slowly = generate('slowly', { pace: 18_000 });
    const { outcome } = await bench.run(planOf([generate('stuck'), slowly]), provider, { engine: { clock } });
    expect(outcome).toMatchObject({ made: 1, failed: 1 });
    expect(minutesIn()).toBeGreaterThan(late + OVERDUE_PATIENCE / minute);
  });

  test('waits as long as an overdue job makes progress, but not for one that goes back and forth', async () => {
    const crawls = 600;
    const crawling = stuck({}, () =>
      waiting({ progress: Math.floor(Math.min(minutesIn(), crawls) / 40) / 100 }),
    );
    await bench.run(planOf([generate('stuck')]), crawling, { engine: { clock } });
    const took = minutesIn();
    expect(took).toBeGreaterThan(crawls + OVERDUE_PATIENCE / minute);
    let polls = 0;
    const wavering = stuck({}, () => waiting({ progress: (polls++ % 7) / 10 }));
    await bench.run(planOf([generate('stuck-too')]), wavering, { engine: { clock } });
    expect(minutesIn() - took).toBeLessThan(25 + OVERDUE_PATIENCE / minute);
  });

  test('makes what is left beside jobs that hang in all its places, also where others wait for them', async () => {
    const below = generate('stuck-below');
    const jobs = [below, extend('above', below), generate('stuck-too'), generate('a'), generate('b')];
    const { outcome } = await bench.run(planOf(jobs), stuck(), { concurrency: 2, engine: { clock } });
    expect(outcome).toMatchObject({ made: 2, failed: 2, skipped: 1 });
  });

  test('has no more jobs of a model in progress than it bears, overdue ones included', async () => {
    const provider = stuck({ limits: { concurrency: 1 } });
    const sent: number[] = [];
    const counting = {
      ...provider,
      submit: (...order: Parameters<typeof provider.submit>) => {
        sent.push(minutesIn());
        return provider.submit(...order);
      },
    };
    const { outcome } = await bench.run(planOf([generate('stuck'), generate('a')]), counting, {
      concurrency: 4,
      engine: { clock },
    });
    expect(outcome).toMatchObject({ made: 1, failed: 1 });
    expect(sent[1]).toBeGreaterThan(OVERDUE_PATIENCE / minute);
  });

  test('takes what equal jobs took in it for usual', async () => {
    // Seen in progress once, so that it is known how long they took.
    const provider = stuck({
      poll: ({ request }, n) => (n < 2 || request.prompt.includes('of stuck') ? waiting() : undefined),
    });
    // By its model's data, it may take ten hours.
    const jobs = ['a', 'b', 'c', 'stuck'].map((id) => generate(id, { pace: 36_000 }));
    const { of } = await bench.run(planOf(jobs), provider, { concurrency: 1, engine: { clock } });
    expect(of('job-overdue')).toHaveLength(1);
    expect(minutesIn()).toBeLessThan(40 * 60);
  });
});
