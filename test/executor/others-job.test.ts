import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Polled } from '../../src/providers/provider.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { fakeProvider } from '../rig/fake-provider.ts';
import { generate, planOf } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

const no: Polled = { kind: 'failed', failure: { reason: 'other', message: 'no', again: true } };

test.each<[string, Polled]>([
  ['that it failed', no],
  ['that it is done', { kind: 'completed' }],
  ['that it is waiting', { kind: 'waiting' }],
])('what is told of another job of ours says nothing of this one: %s', async (_, told) => {
  let first: string | undefined;
  const asked: string[] = [];
  const provider = fakeProvider({
    poll: ({ attempt }, n) => {
      first ??= attempt;
      if (attempt === first) return n === 1 ? { kind: 'waiting' } : { kind: 'completed' };
      asked.push(attempt);
      return n <= 2 ? { ...told, named: `remote-${first}` } : { kind: 'completed' };
    },
  });
  const { outcome, of } = await bench.run(planOf([generate('a'), generate('b')]), provider);
  expect(outcome).toMatchObject({ made: 2, failed: 0 });
  expect(provider.submissions).toHaveLength(2);
  expect(asked).toHaveLength(3);
  expect(of('job-retrying')[0]).toMatchObject({
    diagnostic: { message: expect.stringContaining('answered about another job') },
  });
});

test('an id that is nobody’s is another way to write its own', async () => {
  const provider = fakeProvider({ poll: () => ({ kind: 'completed', named: 'bGl0ZWxsbQ' }) });
  expect((await bench.run(planOf([generate('a')]), provider)).outcome).toMatchObject({ made: 1 });
});
