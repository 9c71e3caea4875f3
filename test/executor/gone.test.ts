import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Gone, Provider, Submission } from '../../src/providers/provider.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { type FakeProvider, fakeProvider, footageOf, type Script } from '../rig/fake-provider.ts';
import { generate, planOf } from '../rig/plans.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

const plan = planOf([generate('a')]);
const resumed = planOf([generate('a', { state: 'in-flight', cost: 0 })]);

/** Says so often that it has no job, or no footage of it. */
const denying = (what: 'poll' | 'download', times: number, gone: Gone = { kind: 'gone' }): Script => ({
  [what]: (_: unknown, n: number) => (n <= times ? gone : undefined),
});

describe.each(['poll', 'download'] as const)('a paid job that its provider denies at a %s', (what) => {
  test('once is there all the same, and is not paid again though that was agreed to', async () => {
    const provider = fakeProvider(denying(what, 1));
    const { outcome, of } = await bench.run(plan, provider, { payAgain: true });
    expect(outcome).toMatchObject({ made: 1, spent: 1 });
    expect(provider.submissions).toHaveLength(1);
    expect(of('job-retrying')).toMatchObject([{ what, count: 1, diagnostic: { code: 'footage-denied' } }]);
  });

  test.each<[string, Gone, number, number]>([
    ['for ten minutes', { kind: 'gone' }, 6, 600_000],
    ['three times, saying why', { kind: 'gone', final: true }, 3, 0],
    ['when it is older than footage is kept', { kind: 'gone', lifetime: 1000 }, 3, 0],
    ['for ten minutes, before footage is dropped', { kind: 'gone', lifetime: 3_600_000 }, 6, 600_000],
  ])('%s is lost, and waits for a person', async (_, gone, times, milliseconds) => {
    const clock = virtualClock();
    const began = clock.now();
    const provider = fakeProvider(denying(what, 1000, gone));
    const { outcome, of } = await bench.run(plan, provider, { engine: { clock } });
    expect(outcome).toMatchObject({ failed: 1, spent: 1 });
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'footage-lost' } }]);
    expect(provider[what === 'poll' ? 'polls' : 'downloads'].length).toBeGreaterThanOrEqual(times);
    expect(clock.now() - began).toBeGreaterThanOrEqual(milliseconds);
    expect(provider.submissions).toHaveLength(1);
  });

  test('is not lost because the machine slept in between', async () => {
    const clock = virtualClock();
    let slept = 0;
    const sleepy = { ...clock, now: () => clock.now() + slept };
    const provider = fakeProvider({
      [what](_: unknown, n: number) {
        if (n === 4) slept = 5 * 3_600_000;
        return n <= 8 ? { kind: 'gone' } : undefined;
      },
    });
    const { outcome } = await bench.run(plan, provider, { engine: { clock: sleepy } });
    expect(outcome).toMatchObject({ made: 1, failed: 0 });
  });

  test('at another address than the one that accepted it is kept, and fetched from there later', async () => {
    const stop = new AbortController();
    const there = fakeProvider({
      address: 'http://one.example/v1',
      poll() {
        stop.abort();
        return { kind: 'waiting' };
      },
    });
    await bench.run(plan, there, { signal: stop.signal });

    const elsewhere = fakeProvider({ address: 'http://two.example/v1' });
    const { of } = await bench.run(resumed, elsewhere, { payAgain: true });
    expect(of('job-failed')).toMatchObject([
      {
        diagnostic: {
          code: 'job-elsewhere',
          params: { accepted: 'http://one.example/v1', address: 'http://two.example/v1' },
        },
      },
    ]);
    expect(elsewhere.submissions).toHaveLength(0);

    const back = await bench.run(
      resumed,
      Object.assign(there, { poll: async () => ({ kind: 'completed' }) }),
    );
    expect(back.outcome).toMatchObject({ made: 1 });
    expect(there.submissions).toHaveLength(1);
  });
});

describe('a job that is known by several ids', () => {
  const ids = ['named-by-a-list', 'named-by-a-person'];
  const denyingFirst: Script = {
    submit: () => ({ kind: 'accepted', remote: 'first' }),
    poll: () => ({ kind: 'gone' }),
  };

  /** Accepted, given up, named anew: all in the journal, as a person and earlier runs leave it. */
  async function known(): Promise<FakeProvider> {
    const provider = fakeProvider(denyingFirst);
    await bench.run(plan, provider);
    const store = await bench.open();
    const [lost] = store.unresolved();
    const { intent } = lost!;
    const { attempt } = intent;
    for (const remote of ids) {
      await store.adopt(intent, remote);
      if (remote !== ids.at(-1)) await store.append({ type: 'lost', attempt, message: 'it is gone' });
    }
    await store.close();
    return provider;
  }

  function denyingAll(): { readonly asked: readonly string[]; readonly provider: Provider } {
    const asked: string[] = [];
    const poll: Provider['poll'] = async (remote) => {
      asked.push(remote);
      return { kind: 'gone' };
    };
    return { asked, provider: { ...fakeProvider(), poll } };
  }

  test.each(['first', ...ids])('is fetched under %s, if it is there under that alone', async (there) => {
    const before = await known();
    const provider = fakeProvider();
    const asked: string[] = [];
    const { outcome, of } = await bench.run(resumed, {
      ...provider,
      async poll(remote) {
        asked.push(remote);
        return remote === there ? { kind: 'completed' } : { kind: 'gone' };
      },
      async download(remote, file) {
        if (remote !== there) return { kind: 'gone' };
        await writeFile(file, footageOf(before.submissions[0] as Submission));
        return { kind: 'done' };
      },
    });
    expect(outcome).toMatchObject({ made: 1, failed: 0, spent: 1 });
    expect(asked[0]).toBe('named-by-a-person');
    expect(of('job-failed')).toEqual([]);
    const store = await bench.open();
    expect(store.delivered()).toMatchObject([{ remote: there }]);
    expect(store.holdings('film').money).toMatchObject({ spent: 1, reserved: 0 });
    await store.close();
  });

  test('is lost only when it was denied under each', async () => {
    await known();
    const { asked, provider } = denyingAll();
    const { of } = await bench.run(resumed, provider);
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'footage-lost' } }]);
    for (const id of ['first', ...ids])
      expect(asked.filter((one) => one === id).length).toBeGreaterThanOrEqual(6);
  });

  test('is not looked for under an id that another attempt has', async () => {
    await known();
    await bench.run(planOf([generate('b')]), fakeProvider(denyingFirst));
    const store = await bench.open();
    const attempt = store.unresolved()[0]?.intent.attempt ?? '';
    await store.append({ type: 'accepted', attempt, remote: 'first' });
    await store.close();
    const { asked, provider } = denyingAll();
    await bench.run(resumed, provider);
    expect(new Set(asked)).toEqual(new Set(ids));
  });
});

test('a job that is seen in between is asked for anew', async () => {
  const provider = fakeProvider({
    poll: (_, n) => (n > 40 ? undefined : n % 5 === 0 ? { kind: 'waiting' } : { kind: 'gone' }),
  });
  expect((await bench.run(plan, provider)).outcome).toMatchObject({ made: 1, spent: 1 });
});

describe('a clip that is missing in the store', () => {
  const losesClips = async (): Promise<void> => {
    const folder = join(bench.folder, 'clips');
    // A studio's folder is known by a file in it.
    for (const name of await readdir(folder)) if (name.endsWith('.mp4')) await rm(join(folder, name));
  };

  test('is fetched again from its job, and is not paid again', async () => {
    const provider = fakeProvider();
    await bench.run(plan, provider);
    await losesClips();
    const { outcome } = await bench.run(resumed, provider);
    expect(outcome).toMatchObject({ made: 1, spent: 0 });
    expect(provider.submissions).toHaveLength(1);
    expect(provider.downloads).toHaveLength(2);
    const store = await bench.open();
    expect(store.holdings('film').money).toMatchObject({ spent: 1, reserved: 0 });
    await store.close();
  });

  test('waits for a person where its footage is gone at the provider, too', async () => {
    await bench.run(plan, fakeProvider());
    await losesClips();
    const { of } = await bench.run(resumed, fakeProvider());
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'footage-lost' } }]);
  });

  test('is made again, at its price, where its footage was deleted at the provider', async () => {
    const provider = fakeProvider();
    await bench.run(plan, provider);
    const store = await bench.open();
    for (const { intent } of store.delivered())
      await store.append({ type: 'deleted', attempt: intent.attempt });
    await store.close();
    await losesClips();
    expect((await bench.run(plan, provider)).outcome).toMatchObject({ made: 1, spent: 1 });
    expect(provider.submissions).toHaveLength(2);
  });
});
