import { appendFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashOf } from '../../src/core/canonical.ts';
import type { Job } from '../../src/planner/plan.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { failingFiles } from '../rig/failing-files.ts';
import { type FakeProvider, fakeProvider } from '../rig/fake-provider.ts';
import { extend, frameOf, generate, planOf, request, withStates } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

const climb = generate('climb');
const frame = frameOf(climb);
const jobs: readonly Job[] = [
  climb,
  extend('higher', climb),
  frame,
  generate('after', {
    request: request('goes on', { firstFrame: { kind: 'last-frame', fingerprint: climb.fingerprint } }),
    needs: [frame.id],
  }),
];

/** The jobs with the states that a plan made now would give them. */
async function replanned(): Promise<readonly Job[]> {
  const store = await bench.open();
  const states = withStates(jobs, store.holdings('film'));
  await store.close();
  return states;
}

/** How often each request reached the provider. */
const submitted = (provider: FakeProvider): readonly number[] => {
  const counts = new Map<string, number>();
  for (const one of provider.submissions) {
    counts.set(hashOf(one.request), (counts.get(hashOf(one.request)) ?? 0) + 1);
  }
  return [...counts.values()];
};

/** A run that dies at the n-th change on disk. Tells whether it came that far. */
async function runUntilKilled(
  provider: Provider,
  n: number,
  when: 'before' | 'torn' | 'after',
  planned: readonly Job[] = jobs,
): Promise<boolean> {
  const failing = failingFiles(n, when);
  await bench.run(planOf(planned), provider, { files: failing.files }).catch(() => undefined);
  return failing.count() >= n;
}

test.each(['before', 'torn', 'after'] as const)(
  'killed %s any change on disk, nothing is paid twice, and what was not left open is made by the next run',
  async (when) => {
    let n = 0;
    for (let killed = true; killed; ) {
      n += 1;
      const provider = fakeProvider();
      killed = await runUntilKilled(provider, n, when);
      const { outcome, of } = await bench.run(planOf(await replanned()), provider);

      expect(submitted(provider).every((count) => count === 1)).toBe(true);
      const codes = of('job-failed').map(({ diagnostic }) => diagnostic.code);
      expect(codes.filter((code) => code !== 'submission-unknown')).toEqual([]);
      expect(outcome.made + outcome.cached + outcome.failed + outcome.skipped).toBe(jobs.length);
      expect(await readdir(join(bench.folder, 'work'))).toEqual([]);
      await bench.remove();
      bench = await engineBench();
    }
    expect(n).toBeGreaterThan(20);
  },
);

test('where repeating is safe, the run after any kill makes everything', async () => {
  let n = 0;
  for (let killed = true; killed; ) {
    n += 1;
    const provider = fakeProvider({ resubmit: 'safe' });
    killed = await runUntilKilled(provider, n, 'after');
    const { outcome } = await bench.run(planOf(await replanned()), provider);
    expect(outcome.made + outcome.cached).toBe(jobs.length);
    await bench.remove();
    bench = await engineBench();
  }
  expect(n).toBeGreaterThan(20);
});

test('what an earlier run submitted is taken up before anything new is', async () => {
  const stop = new AbortController();
  const [early, late] = [generate('early'), generate('late')];
  const provider = fakeProvider({
    poll: () => {
      stop.abort();
      return undefined;
    },
  });
  await bench.run(planOf([early]), provider, { signal: stop.signal });
  const { of } = await bench.run(planOf([late, { ...early, state: 'in-flight', cost: 0 }]), provider, {
    concurrency: 1,
  });
  expect(of('job-resumed').map(({ job }) => job)).toEqual(['early']);
  expect(of('job-finished').map(({ job }) => job)).toEqual(['early', 'late']);
  expect(provider.submissions).toHaveLength(2);
});

test('what is in flight is fetched even when what it was made from has to be made again, and fails', async () => {
  const stop = new AbortController();
  const source = generate('source');
  const paid = extend('paid', source);
  const provider = fakeProvider({
    submit: (one) =>
      one.request.kind === 'generate' && stop.signal.aborted
        ? { kind: 'rejected', failure: { reason: 'invalid', message: 'no', again: false } }
        : undefined,
    poll(one) {
      if (one.request.kind === 'extend') stop.abort();
      return undefined;
    },
  });
  await bench.run(planOf([source, paid]), provider, { signal: stop.signal });
  const store = await bench.open();
  for (const { intent } of store.delivered())
    await store.append({ type: 'deleted', attempt: intent.attempt });
  await store.close();
  await rm(join(bench.folder, 'clips'), { recursive: true });
  const { outcome, of } = await bench.run(
    planOf([source, { ...paid, state: 'in-flight', cost: 0 }]),
    provider,
  );
  expect(of('job-failed').map(({ job }) => job)).toEqual(['source']);
  expect(outcome).toMatchObject({ made: 1, failed: 1 });
});

test('an attempt with a fallback goes on from that fallback', async () => {
  const stop = new AbortController();
  const job = generate('a', { fallbacks: ['milder', 'mildest'] });
  const refused = {
    kind: 'rejected',
    failure: { reason: 'moderation', message: 'no', again: false },
  } as const;
  const provider = fakeProvider({
    submit: (one) => (one.request.prompt.startsWith('mild') ? undefined : refused),
    poll: (one) => {
      if (!stop.signal.aborted) stop.abort();
      return one.request.prompt === 'milder' ? { kind: 'failed', failure: refused.failure } : undefined;
    },
  });
  await bench.run(planOf([job]), provider, { signal: stop.signal });
  const { outcome } = await bench.run(planOf([{ ...job, state: 'in-flight', cost: 0 }]), provider);
  expect(outcome.made).toBe(1);
  expect(provider.submissions.map((one) => one.request.prompt)).toEqual([
    'the prompt of a',
    'milder',
    'mildest',
  ]);
});

test('a job that an earlier run submitted says nothing of how long one takes', async () => {
  const provider = fakeProvider({
    poll: (_, n) => (n < 3 ? { kind: 'waiting', progress: n / 4 } : { kind: 'completed' }),
  });
  const stop = new AbortController();
  await bench.run(planOf([climb]), provider, {
    signal: stop.signal,
    onEvent: ({ type }) => type === 'job-progress' && stop.abort(),
  });
  await bench.run(planOf(await replanned().then((all) => all.slice(0, 1))), provider);
  await bench.run(planOf([generate('other')]), provider);
  const store = await bench.open();
  const took = store.holdings('film').took('fake', 'm');
  await store.close();
  expect(took.map(({ request: { prompt } }) => prompt)).toEqual([generate('other').request.prompt]);
});

/** A server that encodes footage anew each time that it is downloaded. */
function reencoding(): FakeProvider {
  const provider = fakeProvider();
  let times = 0;
  return {
    ...provider,
    async download(remote, file, signal) {
      const answer = await provider.download(remote, file, signal);
      times += 1;
      await appendFile(file, ` encoding ${times}`);
      return answer;
    },
  };
}

/** Removes the clip of the first job, and gives its path. */
async function withoutFirstClip(): Promise<string> {
  const store = await bench.open();
  const path = store.clipPath(store.clip(climb.fingerprint)?.hash ?? '');
  await store.close();
  await rm(path);
  return path;
}

const footageHere = async (): Promise<number> =>
  (await readdir(join(bench.folder, 'clips'))).filter((name) => name.endsWith('.mp4')).length;

test.each(['before', 'torn', 'after'] as const)(
  'killed %s any change on disk, again and again, no footage is taken for damage though each download has other bytes',
  async (when) => {
    for (let n = 1; n <= 40; n += 3) {
      const provider = reencoding();
      await runUntilKilled(provider, n, when);
      for (const at of [n + 2, n]) await runUntilKilled(provider, at, when, await replanned());
      await bench.run(planOf(await replanned()), provider);
      await bench.run(planOf(await replanned()), provider);
      expect(submitted(provider).every((count) => count === 1)).toBe(true);
      await bench.remove();
      bench = await engineBench();
    }
  },
);

test.each(['missing', 'cut short'] as const)(
  'a clip that is %s and comes back with other bytes is no damage, wherever the process dies',
  async (harm) => {
    let strays = 0;
    let n = 0;
    for (let killed = true; killed; ) {
      n += 1;
      const provider = reencoding();
      await bench.run(planOf(jobs), provider);
      const before = await footageHere();
      const path = await withoutFirstClip();
      if (harm === 'cut short') await writeFile(path, 'foot');
      const failing = failingFiles(n, 'after');
      const again = await replanned();
      await bench.run(planOf(again), provider, { files: failing.files }).catch(() => undefined);
      killed = failing.count() >= n;
      await bench.run(planOf(await replanned()), provider);
      const { outcome } = await bench.run(planOf(await replanned()), provider);
      expect(outcome).toMatchObject({ cached: jobs.length, failed: 0 });
      expect(submitted(provider).every((count) => count === 1)).toBe(true);
      strays = Math.max(strays, (await footageHere()) - before);
      await bench.remove();
      bench = await engineBench();
    }
    expect(strays).toBeGreaterThan(0);
  },
);
