import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../src/core/ports.ts';
import { ok } from '../../src/core/result.ts';
import { Pool } from '../../src/executor/pool.ts';
import type { Downloaded } from '../../src/providers/provider.ts';
import type { Files } from '../../src/store/files.ts';
import { nodeFiles } from '../../src/store/node-files.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { type FakeProvider, fakeProvider } from '../rig/fake-provider.ts';
import { generate, planOf } from '../rig/plans.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

const never = Number.POSITIVE_INFINITY;

/** Work that ends when it is told to. */
function openWork() {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end: () => end() };
}

/** Long enough for all that is ready to begin. */
const aMoment = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a pool', () => {
  test('does so much at once, and what is due first before the rest', async () => {
    const pool = new Pool(1, 1);
    const done: number[] = [];
    const work = (due: number, tries = 0) => pool.run({ due, tries }, async () => done.push(due));
    await Promise.all([work(9), work(0, 1), work(5), work(never), work(1)]);
    expect(done).toEqual([1, 5, 9, never, 0]);
  });

  test('lets the next begin while slow work continues, as long as there is room for slow work', async () => {
    const pool = new Pool(1, 1);
    const slow = openWork();
    const told: boolean[] = [];
    const first = pool.run({ due: 0, tries: 0 }, async (slot) => {
      await aMoment();
      told.push(slot.giveWay(), slot.giveWay());
      await slow.ended;
    });
    const second = pool.run({ due: 1, tries: 0 }, async (slot) => {
      await aMoment();
      told.push(slot.giveWay());
    });
    const third = pool.run({ due: 2, tries: 0 }, async () => undefined);
    await Promise.all([second, third]);
    // The second is asked to end: the third waits, and one slow one is going on already.
    expect(told).toEqual([true, true, false]);
    slow.end();
    await first;
    await pool.run({ due: 0, tries: 1 }, async (slot) => told.push(slot.giveWay()));
    expect(told).toEqual([true, true, false, true]);
  });

  test('lets slow work keep its place while nothing waits', async () => {
    const pool = new Pool(1, 0);
    expect(await pool.run({ due: 1, tries: 0 }, async (slot) => slot.giveWay())).toBe(true);
  });

  test('has as many places as before after work that failed', async () => {
    const pool = new Pool(1, 1);
    const urgency = { due: 0, tries: 0 };
    const breaking = async (): Promise<never> => {
      throw new Error('broken');
    };
    await expect(pool.run(urgency, breaking)).rejects.toThrow('broken');
    expect(await pool.run(urgency, async () => 'done')).toBe('done');
  });
});

describe('downloads', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await engineBench();
    growing.clear();
    clock = virtualClock();
  });
  afterEach(() => bench.remove());

  type Delivery = (
    file: string,
    signal: AbortSignal,
    deliver: () => Promise<Downloaded>,
    n: number,
  ) => Promise<Downloaded>;

  /** Since when files are growing, and by how many bytes a second: nothing is written, since a disk takes real time. */
  const growing = new Map<string, { readonly since: number; readonly rate: number }>();
  let clock: Clock;
  const files: Files = {
    ...nodeFiles,
    size(path) {
      const growth = growing.get(path);
      if (growth === undefined) return nodeFiles.size(path);
      return Math.floor(((clock.now() - growth.since) / 1000) * growth.rate);
    },
  };

  /** A provider that delivers the jobs of some segments in its own way. */
  function delivering(prefix: string, delivery: Delivery): FakeProvider {
    const fake = fakeProvider();
    const tries = new Map<string, number>();
    return {
      ...fake,
      clock,
      async download(remote, file, signal) {
        const deliver = () => fake.download(remote, file, signal);
        const segment = fake.submissions.find(({ attempt }) => remote === `remote-${attempt}`)?.request;
        if (!segment?.prompt.startsWith(`the prompt of ${prefix}`)) return deliver();
        const n = (tries.get(remote) ?? 0) + 1;
        tries.set(remote, n);
        return delivery(file, signal, deliver, n);
      },
    };
  }

  /** Sends some bytes a second, for ever unless it is told for how many seconds. */
  const drip =
    (rate: number, seconds = 1e9): Delivery =>
    async (file, signal, deliver) => {
      growing.set(file, { since: clock.now(), rate });
      await clock.sleep(1000 * seconds, signal);
      return signal.aborted ? stopped : deliver();
    };

  const stopped: Downloaded = {
    kind: 'unreachable',
    failure: { reason: 'network', message: 'it was stopped', again: true },
  };

  const segments = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, n) => generate(`${prefix}${n}`));

  for (const [what, slow] of [
    ['six that never end', 6],
    ['more that never end than may continue at once', 40],
  ] as const) {
    test(`healthy footage does not wait for ${what}`, async () => {
      const stop = new AbortController();
      // Slow, but no trickle: nothing breaks it off.
      const provider = delivering('slow', drip(2000));
      const ended: string[] = [];
      await bench.run(planOf([...segments('slow', slow), ...segments('fine', 4)]), provider, {
        concurrency: 50,
        files,
        engine: { clock },
        signal: stop.signal,
        onEvent(event) {
          if (event.type !== 'job-finished' && event.type !== 'job-failed') return;
          ended.push(event.job);
          if (ended.length === 4) stop.abort();
        },
      });
      expect(ended.sort()).toEqual(['fine0', 'fine1', 'fine2', 'fine3']);
    });
  }

  test('healthy footage does not wait for downloads that never begin', async () => {
    const stop = new AbortController();
    const provider = delivering('mute', async (_, signal) => {
      await clock.sleep(1e9, signal);
      return stopped;
    });
    let healthy = 0;
    await bench.run(planOf([...segments('mute', 8), ...segments('fine', 3)]), provider, {
      concurrency: 20,
      files,
      engine: { clock },
      signal: stop.signal,
      onEvent({ type }) {
        if (type === 'job-finished' && ++healthy === 3) stop.abort();
      },
    });
    expect(healthy).toBe(3);
  });

  test('downloads that take turns are all made in the end, each begun a few times', async () => {
    let downloads = 0;
    const provider = delivering('slow', (...order) => {
      downloads += 1;
      return drip(4000, 500)(...order);
    });
    const { outcome } = await bench.run(planOf(segments('slow', 30)), provider, {
      concurrency: 30,
      files,
      engine: { clock },
    });
    expect(outcome).toMatchObject({ made: 30, failed: 0 });
    expect(downloads).toBeGreaterThan(30);
    expect(downloads).toBeLessThan(30 * 8);
  });

  test('a slow one continues to its end, and is downloaded once', async () => {
    let downloads = 0;
    const provider = delivering('slow', (...order) => {
      downloads += 1;
      return drip(2000, 3000)(...order);
    });
    const { outcome } = await bench.run(planOf(segments('slow', 1)), provider, { files, engine: { clock } });
    expect(outcome).toMatchObject({ made: 1, failed: 0 });
    expect(downloads).toBe(1);
  });

  test('clips are downloaded while others are decoded, and no more of them than can be decoded soon', async () => {
    const decoding = openWork();
    let begun = 0;
    const provider = delivering('fine', async (_, __, deliver) => {
      begun += 1;
      return deliver();
    });
    const verify = async () => {
      await decoding.ended;
      return ok({ seconds: 4 });
    };
    const running = bench.run(planOf(segments('fine', 30)), provider, {
      concurrency: 30,
      files,
      engine: { clock, verify },
    });
    while (begun < 12) await aMoment();
    for (let n = 0; n < 50; n++) await aMoment();
    expect(begun).toBe(12);
    decoding.end();
    expect((await running).outcome).toMatchObject({ made: 30, failed: 0 });
  });

  test('a trickle that would take for ever is begun anew, and in the end left at its provider', async () => {
    const provider = delivering('drip', drip(1));
    const [job] = segments('drip', 1);
    const { outcome, of } = await bench.run(planOf(job ? [job] : []), provider, { files, engine: { clock } });
    expect(outcome.failures.map(({ code }) => code)).toEqual(['provider-unreachable']);
    expect(of('job-retrying').map(({ what, count }) => `${what} ${count}`)).toEqual(
      [1, 2, 3, 4, 5].map((n) => `download ${n}`),
    );
    const store = await bench.open();
    expect(store.attempt(job?.fingerprint ?? '')?.kind).toBe('accepted');
    await store.close();
  });

  test('a trickle that is better at the second try is made', async () => {
    const slowAtFirst: Delivery = (file, signal, deliver, n) =>
      n === 1 ? drip(1)(file, signal, deliver, n) : deliver();
    const provider = delivering('drip', slowAtFirst);
    const { outcome } = await bench.run(planOf(segments('drip', 1)), provider, { files, engine: { clock } });
    expect(outcome).toMatchObject({ made: 1, failed: 0 });
  });
});
