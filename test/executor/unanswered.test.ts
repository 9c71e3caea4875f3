import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../src/core/ports.ts';
import type { ListedJob } from '../../src/providers/provider.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { failure, fakeProvider, type Script } from '../rig/fake-provider.ts';
import { generate, planOf, request } from '../rig/plans.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

const silent = { kind: 'unknown', failure: failure('network') } as const;
const remoteOf = ({ attempt }: { readonly attempt: string }): string => `created-${attempt}`;

/** The first submission of each request is never answered. */
const unansweredOnce: Script = { submit: (_, n) => (n === 1 ? silent : undefined), list: () => undefined };

test('what took over a minute to be durable is not submitted, but intended again', async () => {
  const real = virtualClock();
  let slept = 0;
  const clock: Clock = { ...real, now: () => real.now() + slept };
  // As on a machine that sleeps between the two.
  const untold = (): undefined => {
    slept = 61_000;
  };
  const account = { untold, others: async () => [], turn: async () => 0, pause: () => undefined };
  const provider = fakeProvider();
  const { outcome, of } = await bench.run(planOf([generate('a')]), provider, {
    engine: { clock, account: () => account },
  });
  expect(outcome).toMatchObject({ made: 1, spent: 1, reserved: 0, unanswered: 0 });
  expect(provider.submissions).toHaveLength(1);
  expect(of('job-retrying')).toMatchObject([
    { what: 'attempt', diagnostic: { message: expect.stringMatching(/It took 61 s .* nothing was sent\./) } },
  ]);
});

describe('where the provider lists its jobs, an unanswered submission', () => {
  test('that created a job goes on as that, and is paid once', async () => {
    const provider = fakeProvider({ ...unansweredOnce, creates: remoteOf });
    const { outcome, of } = await bench.run(planOf([generate('a')]), provider);
    expect(outcome).toMatchObject({ made: 1, spent: 1 });
    expect(provider.submissions).toHaveLength(1);
    expect(of('job-resumed').map(({ job }) => job)).toEqual(['a']);
  });

  test('that created none is sent again, but not before three minutes and two looks', async () => {
    const clock = virtualClock();
    const sent: number[] = [];
    const provider = fakeProvider({
      ...unansweredOnce,
      submit(submission, n, signal) {
        sent.push(clock.now());
        return unansweredOnce.submit?.(submission, n, signal);
      },
    });
    const { outcome, of } = await bench.run(planOf([generate('a')]), provider, { engine: { clock } });
    expect(outcome).toMatchObject({ made: 1, spent: 1 });
    expect(provider.lists).toHaveLength(2);
    expect((sent[1] ?? 0) - (sent[0] ?? 0)).toBeGreaterThanOrEqual(180_000);
    expect(of('job-retrying')[0]?.diagnostic).toMatchObject({
      message:
        'a was submitted, and it is not clear whether it was accepted; looking for it among the jobs at fake. it is network',
      params: { job: 'a', provider: 'fake' },
    });
  });

  test('is not waited for longer than half a minute where the list proves nothing by what it lacks', async () => {
    const clock = virtualClock();
    const begun = clock.now();
    const provider = fakeProvider({ ...unansweredOnce, within: null });
    const { of } = await bench.run(planOf([generate('a')]), provider, { engine: { clock } });
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'submission-unknown' } }]);
    expect(provider.lists).toHaveLength(3);
    expect(clock.now() - begun).toBeLessThanOrEqual(40_000);
  });

  test('that turns up late is found even there, in this run or in the next', async () => {
    const late = (n: number) =>
      fakeProvider({
        ...unansweredOnce,
        within: null,
        creates: remoteOf,
        list: (_, look) => (look < n ? listing([]) : undefined),
      });
    const soon = late(3);
    expect((await bench.run(planOf([generate('a')]), soon)).outcome).toMatchObject({ made: 1, spent: 1 });
    const provider = late(4);
    await bench.run(planOf([generate('b')]), provider);
    const { outcome } = await bench.run(planOf([generate('b', { state: 'unknown' })]), provider);
    expect(outcome.made).toBe(1);
    expect(provider.submissions).toHaveLength(1);
  });

  test('that turns up late is found', async () => {
    const provider = fakeProvider({
      ...unansweredOnce,
      creates: remoteOf,
      list: (_, n) => (n === 1 ? listing([]) : undefined),
    });
    expect((await bench.run(planOf([generate('a')]), provider)).outcome.made).toBe(1);
    expect(provider.submissions).toHaveLength(1);
  });

  test('of an earlier run is looked for by the next', async () => {
    const stop = new AbortController();
    const hung = fakeProvider({
      submit() {
        stop.abort();
        return new Promise(() => undefined);
      },
    });
    await bench.run(planOf([generate('a')]), hung, { signal: stop.signal });
    const provider = fakeProvider({ list: () => undefined });
    const { outcome } = await bench.run(planOf([generate('a', { state: 'unknown' })]), provider);
    expect(outcome.made).toBe(1);
    expect(provider.lists).toHaveLength(2);
  });

  test('shares what is found with its equals, job for job', async () => {
    const takes = [1, 2, 3].map((take) =>
      generate(`a#${take}`, { segment: 'a', take, request: request('the same', { take }) }),
    );
    const provider = fakeProvider({
      ...unansweredOnce,
      creates: (one) => (one.request.take === 3 ? undefined : remoteOf(one)),
    });
    const { outcome } = await bench.run(planOf(takes), provider, { concurrency: 3 });
    expect(outcome).toMatchObject({ made: 3, spent: 3 });
    expect(provider.submissions).toHaveLength(4);
    expect(new Set(provider.downloads).size).toBe(3);
  });

  test('does not take the job of an equal one whose answer is still under way', async () => {
    let answer = (): void => undefined;
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const takes = [1, 2].map((take) =>
      generate(`a#${take}`, { segment: 'a', take, request: request('the same', { take }) }),
    );
    const provider = fakeProvider({
      submit(one, n) {
        if (one.request.take === 1) return n === 1 ? silent : undefined;
        begin();
        return new Promise((resolve) => {
          answer = () => resolve({ kind: 'accepted', remote: 'early' });
        });
      },
      async list() {
        await begun;
        setImmediate(answer);
        return listing([listed('early')]);
      },
    });
    const { outcome } = await bench.run(planOf(takes), provider);
    expect(outcome).toMatchObject({ made: 2, failed: 0 });
    expect(provider.submissions).toHaveLength(3);
    expect(new Set(provider.downloads).size).toBe(2);
  });

  const { prompt: _prompt, ...wordless } = listed('r');
  const { seconds: _seconds, ...lengthless } = listed('r', 'the prompt of a');
  test.each([
    ['tells no prompt', wordless],
    ['tells no prompt, and another model', { ...wordless, model: 'm-2026-01' }],
    ['tells no length', lengthless],
    ['tells another model for the same words', { ...listed('r', 'the prompt of a'), model: 'm-2026-01' }],
  ])('waits for a person where a job that may be it %s', async (_, job) => {
    const provider = fakeProvider({ ...unansweredOnce, list: () => listing([job]) });
    const { of } = await bench.run(planOf([generate('a')]), provider);
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'submission-unknown' } }]);
    expect(provider.submissions).toHaveLength(1);
  });

  test.each([
    ['with the line ends of a form', (text: string) => text.replace(/\n/g, '\r\n')],
    ['with those of an old Mac', (text: string) => text.replace(/\n/g, '\r')],
    ['trimmed', (text: string) => text.replace(/ +$/gm, '').trim()],
    ['decomposed', (text: string) => text.normalize('NFD')],
    ['on one line', (text: string) => text.replace(/\s+/g, ' ')],
  ])('is found where the server stores its words %s', async (_, stored) => {
    const provider = fakeProvider({
      ...unansweredOnce,
      creates: remoteOf,
      list: (jobs) => listing(jobs.map((job) => ({ ...job, prompt: stored(job.prompt ?? '') }))),
    });
    const long = request('A café by night. \n\nCamera: static\n35 mm film, muted teal\n');
    const { outcome } = await bench.run(planOf([generate('a', { request: long })]), provider);
    expect(outcome).toMatchObject({ made: 1, spent: 1 });
    expect(provider.submissions).toHaveLength(1);
  });

  test('waits for a person where the list cuts prompts short', async () => {
    const long = request(`A ferry at night. ${'Rain falls on its deck. '.repeat(10)}`);
    const provider = fakeProvider({
      ...unansweredOnce,
      creates: remoteOf,
      list: (jobs) => listing(jobs.map((job) => ({ ...job, prompt: `${job.prompt?.slice(0, 100)}…` }))),
    });
    const { of } = await bench.run(planOf([generate('a', { request: long })]), provider);
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'submission-unknown' } }]);
    expect(provider.submissions).toHaveLength(1);
  });

  describe('for which the list has equal jobs of an hour ago', () => {
    const old = (clock: Clock) => ({ ...listed('old', 'the prompt of a'), created: clock.now() - 3_600_000 });

    test('is not mistaken for them where the list dates a known job rightly', async () => {
      const clock = virtualClock(Date.UTC(2026, 0, 2));
      const provider = fakeProvider({
        submit: ({ request: { prompt } }, n) =>
          prompt === 'the prompt of a' && n === 1 ? silent : undefined,
        list: (jobs) => listing([...jobs, listed('other', 'other words'), old(clock)]),
      });
      await bench.run(planOf([generate('known')]), provider);
      const { outcome } = await bench.run(planOf([generate('a')]), provider, { engine: { clock } });
      expect(outcome.made).toBe(1);
      expect(provider.submissions.map(({ request: { prompt } }) => prompt)).toEqual([
        'the prompt of known',
        'the prompt of a',
        'the prompt of a',
      ]);
    });

    test.each([
      ['no known job', []],
      ['a known job an hour off', [3_600_000]],
    ])('waits for a person where the list dates %s', async (_, [off]) => {
      const clock = virtualClock(Date.UTC(2026, 0, 2));
      const provider = fakeProvider({
        submit: ({ request: { prompt } }, n) =>
          prompt === 'the prompt of a' && n === 1 ? silent : undefined,
        list: (jobs) =>
          listing([
            ...jobs.flatMap((job) =>
              off === undefined ? [] : { ...job, created: (job.created ?? 0) - off },
            ),
            old(clock),
          ]),
      });
      await bench.run(planOf([generate('known')]), provider);
      const { of } = await bench.run(planOf([generate('a')]), provider, { engine: { clock } });
      expect(of('job-failed')).toMatchObject([
        { diagnostic: { code: 'submission-unknown', params: { candidates: ['old'] } } },
      ]);
      expect(provider.submissions).toHaveLength(2);
    });
  });

  test.each<[string, Script]>([
    ['is not known to be complete', { within: null }],
    ['was not read to its end in an order that holds', { list: (jobs) => listing(jobs, false) }],
    [
      'lacks a job that is known to be there',
      { list: (jobs) => listing(jobs.filter(({ prompt }) => prompt !== 'b')) },
    ],
  ])('is never sent again on the word of a list that %s', async (_, script) => {
    const provider = fakeProvider({
      ...unansweredOnce,
      submit: ({ request: { prompt } }, n) => (prompt === 'a' && n === 1 ? silent : undefined),
      ...script,
    });
    await bench.run(planOf([generate('b', { request: request('b') })]), provider);
    const clock = virtualClock(Date.UTC(2026, 0, 1) + 1000);
    const { of } = await bench.run(planOf([generate('a', { request: request('a') })]), provider, {
      engine: { clock },
    });
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'submission-unknown' } }]);
    expect(provider.submissions).toHaveLength(2);
  });

  test('waits until the list shows for certain what it shows late', async () => {
    const clock = virtualClock();
    const sent: number[] = [];
    const provider = fakeProvider({
      within: 600,
      ...unansweredOnce,
      submit(submission, n, signal) {
        sent.push(clock.now());
        return unansweredOnce.submit?.(submission, n, signal);
      },
    });
    await bench.run(planOf([generate('a')]), provider, { engine: { clock } });
    expect((sent[1] ?? 0) - (sent[0] ?? 0)).toBeGreaterThanOrEqual(780_000);
  });

  test('waits for a person where there are more equal jobs than unanswered submissions', async () => {
    const provider = fakeProvider({
      ...unansweredOnce,
      creates: remoteOf,
      list: (jobs) => listing(jobs.flatMap((job) => [job, { ...job, remote: `${job.remote}-of-another` }])),
    });
    const { of } = await bench.run(planOf([generate('a')]), provider);
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'submission-unknown' } }]);
    expect(provider.submissions).toHaveLength(1);
  });

  test('does not take a job of ours that is listed under another id', async () => {
    const take = (n: number) =>
      generate(`a#${n}`, { segment: 'a', take: n, request: request('the same', { take: n }) });
    const provider = fakeProvider({
      submit: ({ request: { take } }) => (take === 2 ? silent : undefined),
      list: (jobs) => listing(jobs.map((job) => ({ ...job, remote: `wrapped-${job.remote}` }))),
    });
    await bench.run(planOf([take(1)]), provider);
    const clock = virtualClock(Date.UTC(2026, 0, 1) + 1000);
    const { of } = await bench.run(planOf([take(2)]), provider, { engine: { clock } });
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'submission-unknown' } }]);
    expect(provider.submissions).toHaveLength(2);
  });

  test('does not take a failed job of ours that is listed under another id', async () => {
    const provider = fakeProvider({
      submit: (_, n) => (n === 2 ? silent : undefined),
      poll: () => ({ kind: 'failed', failure: failure('capacity', true) }),
      list: (jobs) => listing(jobs.map((job) => ({ ...job, remote: `wrapped-${job.remote}` }))),
    });
    const { of } = await bench.run(planOf([generate('a')]), provider);
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'submission-unknown' } }]);
    expect(provider.submissions).toHaveLength(2);
  });

  test('waits for a person where two that differ in their image alone are both unanswered', async () => {
    const showing = (id: string) =>
      generate(id, { request: request('look', { firstFrame: { kind: 'file', sha256: id } }) });
    const store = await bench.open();
    const other = showing('other');
    await store.reserve(
      {
        type: 'intent',
        attempt: 'other',
        kind: 'generate',
        storyboard: 'film',
        segment: 'other',
        take: 1,
        link: 1,
        fingerprint: other.fingerprint,
        request: other.request,
        price: 1,
      },
      undefined,
    );
    await store.close();
    const plain = generate('plain', { request: request('look') });
    const provider = fakeProvider({ ...unansweredOnce, creates: remoteOf });
    const { of } = await bench.run(planOf([plain]), provider);
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'submission-unknown' } }]);
  });

  test('waits for a person where the list can not be had', async () => {
    const provider = fakeProvider({
      ...unansweredOnce,
      list: (_, n) => ({ kind: 'unreachable', failure: failure(n < 3 ? 'network' : 'permission', n < 3) }),
    });
    const { of } = await bench.run(planOf([generate('a')]), provider);
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'submission-unknown' } }]);
    expect(provider.lists).toHaveLength(3);
  });
});

const listing = (jobs: readonly ListedJob[], whole = true) => ({ kind: 'listed', jobs, whole }) as const;

function listed(remote: string, prompt = 'the same') {
  return { remote, model: 'm', prompt, seconds: 4, size: { width: 1280, height: 720 } };
}
