import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Event } from '../../src/core/event.ts';
import type { Polled } from '../../src/providers/provider.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { type FakeProvider, failure, fakeProvider, type Script } from '../rig/fake-provider.ts';
import { extend, frameOf, generate, planOf, request } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

describe('a run', () => {
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
      inFlight: 0,
      unanswered: 0,
      spent: 3,
      reserved: 0,
      maybeCharged: 0,
      interrupted: false,
      failures: [],
    });
    expect(of('job-finished').map((event) => event.job)).toEqual([
      'climb',
      'higher',
      'higher.frame',
      'after',
    ]);
    expect(provider.submissions.map((submission) => submission.request.prompt)).toEqual([
      'the prompt of climb',
      'the prompt of higher',
      'goes on',
    ]);
  });

  test('hands each submission its inputs as files, with the id of what the provider itself made', async () => {
    const climb = generate('climb');
    const higher = extend('higher', climb);
    const frame = frameOf(climb);
    const after = generate('after', {
      request: request('goes on', { firstFrame: { kind: 'last-frame', fingerprint: climb.fingerprint } }),
      needs: [frame.id],
    });
    const provider = fakeProvider();
    await bench.run(planOf([climb, higher, frame, after]), provider);

    const inputsOf = (prompt: string): unknown =>
      provider.submissions.find((one) => one.request.prompt === prompt)?.inputs;
    const first = provider.submissions[0]!;
    expect(inputsOf('the prompt of higher')).toEqual(
      new Map([
        [
          climb.fingerprint,
          { file: expect.stringMatching(/clips.[0-9a-f]{64}\.mp4$/), remote: `remote-${first.attempt}` },
        ],
      ]),
    );
    expect(inputsOf('goes on')).toEqual(
      new Map([[frame.fingerprint, { file: expect.stringMatching(/clips.[0-9a-f]{64}\.png$/) }]]),
    );
  });

  test('of a finished plan asks the provider for nothing', async () => {
    const jobs = [generate('a'), generate('b'), frameOf(generate('a'))];
    await bench.run(planOf(jobs), fakeProvider());
    const idle = fakeProvider();
    const { outcome } = await bench.run(await bench.planned(jobs), idle);
    expect(outcome).toMatchObject({ made: 0, cached: 3, spent: 0 });
    expect([idle.submissions, idle.polls, idle.downloads]).toEqual([[], [], []]);
  });

  test('never has more jobs under way than allowed, and as many as that where it can', async () => {
    const under = new Set<string>();
    let most = 0;
    const provider = fakeProvider({
      submit: ({ attempt }) => {
        under.add(attempt);
        most = Math.max(most, under.size);
        return undefined;
      },
      download: ({ attempt }) => {
        under.delete(attempt);
        return undefined;
      },
    });
    await bench.run(planOf(Array.from({ length: 20 }, (_, n) => generate(`s${n}`))), provider, {
      concurrency: 3,
    });
    expect(most).toBe(3);
  });

  test('begins with what has most waiting behind it', async () => {
    const [short, long] = [generate('short'), generate('long')];
    const longer = extend('longer', long);
    const longest = extend('longest', longer);
    const provider = fakeProvider();
    await bench.run(planOf([short, long, longer, longest]), provider, { concurrency: 1 });
    expect(provider.submissions.map((one) => one.request.prompt.split(' ').at(-1))).toEqual([
      'long',
      'longer',
      'short',
      'longest',
    ]);
  });
});

describe('a failure', () => {
  const refuseB = (reason: 'moderation' | 'quota' = 'moderation', more: Script = {}): FakeProvider =>
    fakeProvider({
      submit: (one) =>
        one.request.prompt.endsWith(' b') ? { kind: 'rejected', failure: failure(reason) } : undefined,
      ...more,
    });

  /** Nothing is done rendering before some job has failed; until then, no time passes. */
  const afterFailure = (): { readonly script: Script; readonly onEvent: (event: Event) => void } => {
    let tellFailed = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      tellFailed = resolve;
    });
    return {
      script: { poll: () => over.then(() => ({ kind: 'completed' })) },
      onEvent: ({ type }) => type === 'job-failed' && tellFailed(),
    };
  };

  test('takes along what needs it, names that, and nothing else', async () => {
    const [a, b, c] = [generate('a'), generate('b'), generate('c')];
    const [onB, onBB] = [extend('on-b', b), frameOf(extend('on-b', b))];
    const { outcome, of } = await bench.run(planOf([a, b, onB, onBB, c]), refuseB());
    expect(outcome).toMatchObject({ made: 2, failed: 1, skipped: 2, spent: 2 });
    expect(of('job-failed')).toMatchObject([
      { job: 'b', diagnostic: { code: 'prompt-refused', segment: 'b' } },
    ]);
    expect(of('job-skipped').map(({ job, because }) => [job, because])).toEqual([
      ['on-b', 'b'],
      ['on-b.frame', 'b'],
    ]);
  });

  test('stops the rest when asked to, but not what is under way', async () => {
    const jobs = ['a', 'b', 'c', 'd'].map((id) => generate(id));
    const { script, onEvent } = afterFailure();
    const provider = refuseB('moderation', script);
    const { outcome, of } = await bench.run(planOf(jobs), provider, { keepGoing: false, onEvent });
    expect(outcome).toMatchObject({ made: 1, failed: 1, skipped: 2 });
    expect(of('job-skipped').map(({ job, because }) => [job, because])).toEqual([
      ['c', 'b'],
      ['d', 'b'],
    ]);
    expect(provider.submissions).toHaveLength(2);
  });

  test('stops the repetitions of others too', async () => {
    let tellFailed: (() => void) | undefined;
    const failedB = new Promise<void>((resolve) => {
      tellFailed = resolve;
    });
    const provider = fakeProvider({
      async submit(one) {
        if (one.request.prompt.endsWith(' b')) return { kind: 'rejected', failure: failure('moderation') };
        await failedB;
        return { kind: 'rejected', failure: failure('capacity', true) };
      },
    });
    const { of } = await bench.run(planOf([generate('a'), generate('b')]), provider, {
      keepGoing: false,
      onEvent: (event) => event.type === 'job-failed' && tellFailed?.(),
    });
    expect(of('job-failed').map(({ job }) => job)).toEqual(['b']);
    expect(of('job-skipped').map(({ job, because }) => [job, because])).toEqual([['a', 'b']]);
    expect(provider.submissions).toHaveLength(2);
  });

  test('of the account stops all that the provider would make, and not what it is making', async () => {
    const jobs = ['a', 'b', 'c', 'd'].map((id) => generate(id));
    const { script, onEvent } = afterFailure();
    const provider = refuseB('quota', script);
    const { outcome, of } = await bench.run(planOf(jobs), provider, { onEvent });
    expect(outcome).toMatchObject({ made: 1, failed: 1, skipped: 2 });
    expect(of('job-failed')).toMatchObject([
      {
        job: 'b',
        diagnostic: { code: 'quota-spent', help: 'Top up the account, then run the same command to resume.' },
      },
    ]);
    expect(of('job-skipped').map(({ because }) => because)).toEqual(['b', 'b']);
    expect(provider.submissions).toHaveLength(2);
  });

  test('that may pass is tried again, as often as the job allows', async () => {
    const busy = { kind: 'rejected', failure: failure('capacity', true) } as const;
    const patient = fakeProvider({ submit: (_, n) => (n < 3 ? busy : undefined) });
    const { outcome, of } = await bench.run(planOf([generate('a')]), patient);
    expect(outcome).toMatchObject({ made: 1, spent: 1 });
    expect(of('job-started').map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(of('job-retrying')).toHaveLength(2);

    const never = fakeProvider({ submit: () => busy });
    expect((await bench.run(planOf([generate('b')]), never)).outcome).toMatchObject({ failed: 1, spent: 0 });
    expect(never.submissions).toHaveLength(3);
  });

  test('at the provider, after it was accepted, is tried again too', async () => {
    const provider = fakeProvider({
      poll: (one) =>
        provider.submissions.indexOf(one) === 0
          ? { kind: 'failed', failure: failure('other', true) }
          : undefined,
    });
    const { outcome } = await bench.run(planOf([generate('a')]), provider);
    expect(outcome).toMatchObject({ made: 1, spent: 1 });
    expect(provider.submissions).toHaveLength(2);
  });

  test('of a busy account does not count against the attempts', async () => {
    const provider = fakeProvider({
      submit: (_, n) => (n < 10 ? { kind: 'rejected', failure: failure('rate', true) } : undefined),
    });
    const { outcome } = await bench.run(planOf([generate('a', { attempts: 1 })]), provider);
    expect(outcome.made).toBe(1);
  });

  test('of a job without a provider is named', async () => {
    const job = generate('a', { request: request('p', { provider: 'nobody' }) });
    const { of } = await bench.run(planOf([job]), fakeProvider());
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'unknown-provider' } }]);
  });
});

describe('fallbacks', () => {
  test('are tried when the provider fails for good, after all attempts', async () => {
    const provider = fakeProvider({
      poll: (one) =>
        one.request.prompt === 'milder' ? undefined : { kind: 'failed', failure: failure('other', true) },
    });
    const job = generate('a', { attempts: 2, fallbacks: ['milder'] });
    expect((await bench.run(planOf([job]), provider)).outcome.made).toBe(1);
    expect(provider.submissions.map((one) => one.request.prompt)).toEqual([
      'the prompt of a',
      'the prompt of a',
      'milder',
    ]);
  });

  test('are tried in turn when a prompt is refused, and what they make is found by the own prompt', async () => {
    const job = generate('a', { fallbacks: ['milder', 'mildest', 'never asked'] });
    const provider = fakeProvider({
      submit: (one) =>
        one.request.prompt === 'mildest' ? undefined : { kind: 'rejected', failure: failure('moderation') },
    });
    const { outcome, of } = await bench.run(planOf([job]), provider);
    expect(outcome).toMatchObject({ made: 1, spent: 1 });
    expect(provider.submissions.map((one) => one.request.prompt)).toEqual([
      'the prompt of a',
      'milder',
      'mildest',
    ]);
    expect(of('job-reworded').map(({ fallback, diagnostic }) => [fallback, diagnostic.message])).toEqual([
      [1, 'it is moderation'],
      [2, 'it is moderation'],
    ]);
    expect((await bench.planned([job])).jobs[0]?.state).toBe('cached');
  });

  test('are not wasted on failures that are not about the prompt', async () => {
    const provider = fakeProvider({ submit: () => ({ kind: 'rejected', failure: failure('environment') }) });
    const { outcome } = await bench.run(planOf([generate('a', { fallbacks: ['milder'] })]), provider);
    expect(outcome.failed).toBe(1);
    expect(provider.submissions).toHaveLength(1);
  });
});

describe('a job that was cancelled at its provider', () => {
  const cancelled: Polled = { kind: 'failed', failure: failure('cancelled', true) };

  test('is not ordered again by itself, neither as it is nor by a fallback', async () => {
    const provider = fakeProvider({ poll: () => cancelled });
    const job = generate('a', { attempts: 3, fallbacks: ['milder'] });
    const { outcome, of } = await bench.run(planOf([job]), provider);
    expect(outcome.failed).toBe(1);
    expect(provider.submissions).toHaveLength(1);
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'job-cancelled' } }]);
    expect((await bench.planned([job])).jobs[0]).toMatchObject({ state: 'failed', cost: 1 });
  });

  test('stays so in the run that first hears of it', async () => {
    const stop = new AbortController();
    const waiting = (): Polled => {
      stop.abort();
      return { kind: 'waiting' };
    };
    const job = generate('a', { attempts: 3, fallbacks: ['milder'] });
    await bench.run(planOf([job]), fakeProvider({ poll: waiting }), { signal: stop.signal });
    const next = fakeProvider({ poll: () => cancelled });
    await bench.run(planOf([{ ...job, state: 'in-flight' }]), next);
    expect(next.submissions).toHaveLength(0);
  });
});

describe('money', () => {
  test('spent and reserved stays under the cap at any time', async () => {
    const jobs = Array.from({ length: 8 }, (_, n) => generate(`s${n}`, { cost: 0.1 }));
    const provider = fakeProvider();
    const { outcome, of } = await bench.run(planOf(jobs), provider, { concurrency: 8, maxCost: 0.3 });
    expect(provider.submissions).toHaveLength(3);
    expect(outcome).toMatchObject({ made: 3, failed: 5 });
    expect(outcome.spent).toBeCloseTo(0.3);
    expect(of('job-failed')[0]?.diagnostic).toMatchObject({
      code: 'over-budget',
      message: expect.stringMatching(
        /^s\d costs \$0\.10; with \$0\.30 already spent or reserved, that exceeds the cap of \$0\.30\.$/,
      ),
    });
  });

  test('of earlier runs counts, and a refusal gives its money back', async () => {
    await bench.run(planOf([generate('a')]), fakeProvider());
    const refusing = fakeProvider({ submit: () => ({ kind: 'rejected', failure: failure('invalid') }) });
    await bench.run(planOf([generate('b')]), refusing, { maxCost: 2 });
    const { outcome } = await bench.run(planOf([generate('c'), generate('d')]), fakeProvider(), {
      maxCost: 2,
    });
    expect(outcome).toMatchObject({ made: 1, failed: 1 });
  });
});
