import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { fakeProvider, footageOf } from '../rig/fake-provider.ts';
import { extend, generate, planOf } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

test('footage that was only sent along is not what was made of it, and stays at the provider', async () => {
  const source = generate('a');
  let repeats = true;
  const fake = fakeProvider();
  const provider = Object.assign(fake, {
    async download(remote: string, file: string) {
      const asked = fake.submissions.find(({ attempt }) => remote.endsWith(attempt));
      const delivered = repeats ? fake.submissions[0] : asked;
      if (delivered === undefined) throw new Error('nothing was submitted');
      await writeFile(file, footageOf(delivered));
      return { kind: 'done' } as const;
    },
  });
  const { outcome, of } = await bench.run(planOf([source, extend('b', source)]), provider);
  expect(outcome).toMatchObject({ made: 1, failed: 1 });
  expect(of('job-failed')).toMatchObject([
    {
      job: 'b',
      diagnostic: {
        message: 'fake delivered the footage that it was sent, and not what it was to make of it.',
        help: expect.stringContaining('stays at the provider'),
      },
    },
  ]);
  repeats = false;
  const rest = planOf([
    { ...source, state: 'cached', cost: 0 },
    extend('b', source, { state: 'in-flight', cost: 0 }),
  ]);
  expect((await bench.run(rest, provider)).outcome).toMatchObject({ made: 1, failed: 0 });
  expect(provider.submissions).toHaveLength(2);
});
