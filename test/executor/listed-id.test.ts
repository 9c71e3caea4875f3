import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { failure, fakeProvider, type Script } from '../rig/fake-provider.ts';
import { generate, planOf } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

const silent = { kind: 'unknown', failure: failure('network') } as const;
const remoteOf = ({ attempt }: { readonly attempt: string }): string => `created-${attempt}`;
const unansweredOnce: Script = { submit: (_, n) => (n === 1 ? silent : undefined), list: () => undefined };

describe('before the job of an unanswered submission is taken, it is looked at by its listed id; one', () => {
  test('whose job is being looked at when the run is stopped, is not taken', async () => {
    const stop = new AbortController();
    const provider = fakeProvider({
      ...unansweredOnce,
      creates: remoteOf,
      look() {
        stop.abort();
        return { kind: 'gone' };
      },
    });
    const { of } = await bench.run(planOf([generate('a')]), provider, { signal: stop.signal });
    expect(of('job-resumed')).toEqual([]);
    const store = await bench.open();
    expect(store.attempt(generate('a').fingerprint)?.kind).toBe('open');
    await store.close();
  });

  test('waits for a person where a list shows it under an id that its server does not know', async () => {
    const provider = fakeProvider({
      ...unansweredOnce,
      creates: remoteOf,
      list: (jobs) => ({
        ...{ kind: 'listed', whole: true },
        jobs: jobs.map((job) => ({ ...job, remote: `wrapped-${job.remote}` })),
      }),
      look: () => ({ kind: 'gone' }),
    });
    const { of } = await bench.run(planOf([generate('a')]), provider, { payAgain: true });
    expect(of('job-failed')).toMatchObject([
      {
        diagnostic: {
          code: 'submission-unknown',
          params: { candidates: [expect.stringMatching(/^wrapped-/)] },
        },
      },
    ]);
    expect(provider.submissions).toHaveLength(1);
  });
});
