import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { fakeProvider } from '../rig/fake-provider.ts';
import { extend, frameOf, generate, planOf, request } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

test('makes what the plan says, in the order that needs allow, and tells of it', async () => {
  const climb = generate('climb');
  const higher = extend('higher', climb);
  const frame = frameOf(higher);
  const after = generate('after', {
    request: request('goes on', { firstFrame: { kind: 'last-frame', fingerprint: higher.fingerprint } }),
    needs: [frame.id],
  });
  const provider = fakeProvider();
  const { outcome, of } = await bench.run(planOf([climb, higher, frame, after]), provider);

  expect(outcome).toEqual({
    made: 4,
    cached: 0,
    failed: 0,
    skipped: 0,
    spent: 3,
    interrupted: false,
    rendering: [],
  });
  expect(of('job-finished').map((event) => event.job)).toEqual(['climb', 'higher', 'higher.frame', 'after']);
  expect(provider.submissions.map(({ request: { prompt } }) => prompt)).toEqual([
    'the prompt of climb',
    'the prompt of higher',
    'goes on',
  ]);
});
