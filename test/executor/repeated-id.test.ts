import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { fakeProvider } from '../rig/fake-provider.ts';
import { generate, planOf } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

const answering = (remote: string, more: Parameters<typeof fakeProvider>[0] = {}) =>
  fakeProvider({ submit: () => ({ kind: 'accepted', remote }), ...more });

test('the footage of one job never stands for another, whose submission was answered with the same id', async () => {
  const provider = answering('task-4e1f');
  const { outcome, of } = await bench.run(planOf([generate('a'), generate('b')]), provider, {
    concurrency: 1,
  });
  expect(provider.submissions).toHaveLength(2);
  expect(provider.downloads).toHaveLength(1);
  expect(outcome).toMatchObject({ made: 1, failed: 1, spent: 1, reserved: 1 });
  expect(of('job-failed')).toMatchObject([
    {
      diagnostic: {
        code: 'submission-unknown',
        message: expect.stringContaining('task-4e1f is that of a'),
        help: expect.stringContaining('storycut resolve b'),
      },
    },
  ]);
});

test('that holds in the next run, and nothing more is submitted unasked', async () => {
  const [a, b] = [generate('a'), generate('b')];
  await bench.run(planOf([a]), answering('task-4e1f'));
  const next = answering('task-4e1f');
  expect((await bench.run(planOf([b]), next)).outcome).toMatchObject({ failed: 1 });
  expect((await bench.run(planOf([{ ...b, state: 'in-flight' }]), next)).outcome).toMatchObject({
    failed: 1,
  });
  expect(next.submissions).toHaveLength(1);
});

test.each(['17', 'video_3'])('a server that counts its jobs may begin anew: %s', async (id) => {
  await bench.run(planOf([generate('a')]), answering(id));
  expect((await bench.run(planOf([generate('b')]), answering(id))).outcome).toMatchObject({ made: 1 });
});

test('but not where it tells that the job of that number is for another request', async () => {
  const telling = (prompt: string) =>
    answering('17', { look: (remote) => ({ kind: 'found', job: { remote, prompt } }) });
  const [a, b] = [generate('a'), generate('b')];
  await bench.run(planOf([a]), telling(a.request.prompt));
  const { of } = await bench.run(planOf([b]), telling(a.request.prompt));
  expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'submission-unknown' } }]);
  const c = generate('c');
  expect((await bench.run(planOf([c]), telling(c.request.prompt))).outcome).toMatchObject({ made: 1 });
});

test('but not while its earlier job of that number is in flight', async () => {
  const stop = new AbortController();
  const waiting = answering('17', {
    poll: () => {
      stop.abort();
      return { kind: 'waiting' };
    },
  });
  await bench.run(planOf([generate('a')]), waiting, { signal: stop.signal });
  const { of } = await bench.run(planOf([generate('b')]), answering('17'));
  expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'submission-unknown' } }]);
});

test('where asking twice is safe, equal ids are as well', async () => {
  const safe = answering('same', { resubmit: 'safe' });
  expect((await bench.run(planOf([generate('a'), generate('b')]), safe)).outcome).toMatchObject({ made: 2 });
});
