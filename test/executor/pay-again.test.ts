import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { failure, fakeProvider, type Script } from '../rig/fake-provider.ts';
import { extend, generate, planOf } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

/** The footage of so many attempts is gone, and stays so. */
const expiring = (times: number): Script => {
  const gone = new Set<string>();
  return {
    download({ attempt }) {
      if (gone.size < times) gone.add(attempt);
      return gone.has(attempt) ? { kind: 'gone' } : undefined;
    },
  };
};

describe('footage that is gone, where paying again was agreed to beforehand', () => {
  test('is paid a second time, and both payments count', async () => {
    const provider = fakeProvider(expiring(1));
    const { outcome, of } = await bench.run(planOf([generate('a')]), provider, { payAgain: true });
    expect(outcome).toMatchObject({ made: 1, failed: 0, spent: 2 });
    expect(provider.submissions).toHaveLength(2);
    const retried = of('job-retrying').map(({ diagnostic }) => diagnostic);
    expect(retried.filter(({ code }) => code === 'footage-lost')).toMatchObject([
      {
        code: 'footage-lost',
        message:
          'The footage of a is no longer available: the provider no longer offers it; regenerating it and paying again.',
      },
    ]);
  });

  test('is paid again where the job itself is not known any more', async () => {
    let first: string | undefined;
    const provider = fakeProvider({
      poll({ attempt }) {
        first ??= attempt;
        return attempt === first ? { kind: 'gone' } : undefined;
      },
    });
    const { outcome } = await bench.run(planOf([generate('a')]), provider, { payAgain: true });
    expect(outcome).toMatchObject({ made: 1, spent: 2 });
  });

  test('is not paid a third time by the same run', async () => {
    const provider = fakeProvider(expiring(9));
    const { outcome, of } = await bench.run(planOf([generate('a')]), provider, { payAgain: true });
    expect(outcome).toMatchObject({ made: 0, failed: 1, spent: 2 });
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'footage-lost' } }]);
    expect(provider.submissions).toHaveLength(2);
  });

  test('does not count against the attempts, and keeps the prompt that was taken', async () => {
    const gone = expiring(1);
    const provider = fakeProvider({
      ...gone,
      submit: ({ request }) =>
        request.prompt === 'milder' ? undefined : { kind: 'rejected', failure: failure('moderation') },
    });
    const job = generate('a', { attempts: 1, fallbacks: ['milder'] });
    const { outcome } = await bench.run(planOf([job]), provider, { payAgain: true });
    expect(outcome).toMatchObject({ made: 1, spent: 2 });
    expect(provider.submissions.map(({ request }) => request.prompt)).toEqual([
      'the prompt of a',
      'milder',
      'milder',
    ]);
  });

  test('is not given up for what the cap does not allow', async () => {
    const provider = fakeProvider(expiring(1));
    const options = { payAgain: true, maxCost: 1.5 };
    const { outcome, of } = await bench.run(planOf([generate('a')]), provider, options);
    expect(outcome).toMatchObject({ failed: 1, spent: 1 });
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'over-budget' } }]);
    const store = await bench.open();
    expect(store.unresolved().map(({ kind }) => kind)).toEqual(['lost']);
    await store.close();
  });

  test('of an earlier run is paid again by one that may, once', async () => {
    const job = generate('a');
    await bench.run(planOf([job]), fakeProvider(expiring(1)));
    const again = planOf([{ ...job, state: 'failed' }]);
    const unlucky = await bench.run(again, fakeProvider(expiring(1)), { payAgain: true });
    expect(unlucky.outcome).toMatchObject({ failed: 1, spent: 1 });
    const lucky = await bench.run(again, fakeProvider(), { payAgain: true });
    expect(lucky.outcome).toMatchObject({ made: 1, spent: 1 });
  });

  test('lets what continues it go on from the footage that was paid last', async () => {
    const below = generate('a');
    const provider = fakeProvider(expiring(1));
    const { outcome } = await bench.run(planOf([below, extend('b', below)]), provider, { payAgain: true });
    expect(outcome).toMatchObject({ made: 2, spent: 3 });
    const [, second, onTop] = provider.submissions;
    expect([...(onTop?.inputs.values() ?? [])]).toMatchObject([{ remote: `remote-${second?.attempt}` }]);
  });
});
