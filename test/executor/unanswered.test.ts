import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
      message: 'a was submitted but never answered; looking for it among the jobs at fake.',
      params: { job: 'a', provider: 'fake' },
    });
  });

  test('that turns up late is found', async () => {
    const provider = fakeProvider({
      ...unansweredOnce,
      creates: remoteOf,
      list: (_, n) => (n === 1 ? { kind: 'listed', jobs: [] } : undefined),
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
        return { kind: 'listed', jobs: [listed('early')] };
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
    const provider = fakeProvider({ ...unansweredOnce, list: () => ({ kind: 'listed', jobs: [job] }) });
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
      list: (jobs) => ({
        kind: 'listed',
        jobs: jobs.map((job) => ({ ...job, prompt: stored(job.prompt ?? '') })),
      }),
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
      list: (jobs) => ({
        kind: 'listed',
        jobs: jobs.map((job) => ({ ...job, prompt: `${job.prompt?.slice(0, 100)}…` })),
      }),
    });
    const { of } = await bench.run(planOf([generate('a', { request: long })]), provider);
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'submission-unknown' } }]);
    expect(provider.submissions).toHaveLength(1);
  });

  test('is not mistaken for a job of other words, or of an hour ago', async () => {
    const clock = virtualClock();
    const provider = fakeProvider({
      ...unansweredOnce,
      list: () => ({
        kind: 'listed',
        jobs: [
          listed('other', 'other words'),
          { ...listed('old', 'the prompt of a'), created: clock.now() - 3_600_000 },
        ],
      }),
    });
    const { outcome } = await bench.run(planOf([generate('a')]), provider, { engine: { clock } });
    expect(outcome.made).toBe(1);
    expect(provider.submissions).toHaveLength(2);
  });

  test('waits for a person where two that differ in their image alone are both unanswered', async () => {
    const showing = (id: string) =>
      generate(id, { request: request('look', { firstFrame: { kind: 'file', sha256: id } }) });
    const store = await bench.open();
    const other = showing('other');
    await store.append({
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
    });
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

function listed(remote: string, prompt = 'the same') {
  return { remote, model: 'm', prompt, seconds: 4, size: { width: 1280, height: 720 } };
}
