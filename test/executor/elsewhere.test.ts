import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../src/core/ports.ts';
import type { Another, Others, SharedAccount } from '../../src/core/shared-account.ts';
import { wordsOf } from '../../src/executor/likeness.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { failure, fakeProvider, type Script } from '../rig/fake-provider.ts';
import { generate, planOf, request } from '../rig/plans.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

const job = generate('a');
const words = wordsOf({ request: job.request });
const unanswered = { kind: 'unknown', failure: failure('network', true) } as const;

describe('a submission that was never answered, at an account that others share,', () => {
  let bench: Bench;
  let clock: Clock;
  beforeEach(async () => {
    bench = await engineBench();
    clock = virtualClock();
  });
  afterEach(() => bench.remove());

  /** How the run ends, if others say this, and the provider lists the given job. */
  async function endWith(
    others: (attempt: string) => Others | undefined,
    listed: { readonly remote: string; readonly minutesAgo?: number } | undefined,
    script: Script = {},
  ) {
    const { model, prompt, seconds, size } = job.request;
    const asked: string[] = [];
    const account: SharedAccount = {
      untold: () => undefined,
      async others(attempt) {
        asked.push(attempt);
        return others(attempt);
      },
      turn: async () => 0,
      pause: () => undefined,
    };
    const provider = fakeProvider({
      submit: (_, n) => (n === 1 ? unanswered : undefined),
      list: () => ({
        kind: 'listed',
        whole: true,
        jobs: listed ? [{ remote: listed.remote, created: clock.now(), model, prompt, seconds, size }] : [],
      }),
      ...script,
    });
    const ran = await bench.run(planOf([job]), provider, { engine: { clock, account: () => account } });
    return { ...ran, provider, asked };
  }

  const another = (more: Partial<Another> = {}): Another => ({ words, since: clock.now(), ...more });

  test('is not taken for the job of another project: it is submitted again, once that is proved', async () => {
    const { provider, outcome } = await endWith(() => [another({ remote: 'theirs' })], { remote: 'theirs' });
    expect(outcome).toMatchObject({ made: 1, failed: 0 });
    expect(provider.submissions).toHaveLength(2);
  });

  test('adopts a job that no other project has or may have', async () => {
    const { provider, outcome, asked } = await endWith(
      () => [another({ remote: 'theirs' }), another({ words: 'others' })],
      { remote: 'ours' },
      {
        list: () => ({
          kind: 'listed',
          whole: true,
          jobs: ['theirs', 'ours'].map((remote) => ({ ...job.request, remote, created: clock.now() })),
        }),
        creates: () => 'ours',
      },
    );
    expect(outcome).toMatchObject({ made: 1, failed: 0 });
    expect(provider.submissions).toHaveLength(1);
    expect(new Set(asked)).toEqual(new Set([provider.submissions[0]?.attempt]));
  });

  const asksFor: readonly (readonly [string, (attempt: string) => Others | undefined])[] = [
    ['what others have can not be known', () => undefined],
    ['a submission of another is open that may have created it', () => [another()]],
    [
      'one was open a day ago, and nothing shows that the list dates jobs truly',
      () => [another({ since: clock.now() - 86_400_000 })],
    ],
    [
      'a job of another that looks the same is not in the list: it may be there by another id',
      () => [another({ remote: 'theirs' })],
    ],
    [
      'its id was that of another job: the server uses ids again',
      () => [another({ remote: 'listed', words: 'others' })],
    ],
  ];
  test.each(asksFor)('asks where %s', async (_, others) => {
    const { provider, outcome, of } = await endWith(others, { remote: 'listed' });
    expect(outcome).toMatchObject({ made: 0, failed: 1 });
    expect(of('job-failed')[0]?.diagnostic).toMatchObject({
      code: 'submission-unknown',
      params: { candidates: ['listed'] },
    });
    expect(provider.submissions).toHaveLength(1);
  });

  test('adopts a job if those of others are a day older, and the list dates one of ours as we do', async () => {
    let created = 0;
    const known = fakeProvider({
      submit: () => {
        created = clock.now();
        return undefined;
      },
    });
    await bench.run(planOf([generate('b')]), known, { engine: { clock } });
    const remote = `remote-${known.submissions[0]?.attempt}`;
    const { outcome, provider } = await endWith(
      () => [another({ since: clock.now() - 86_400_000 })],
      undefined,
      {
        list: () => ({
          kind: 'listed',
          whole: true,
          jobs: [
            { ...job.request, remote, created },
            { ...job.request, remote: 'ours', created: clock.now() },
          ],
        }),
        creates: () => 'ours',
      },
    );
    expect(outcome).toMatchObject({ made: 1, failed: 0 });
    expect(provider.submissions).toHaveLength(1);
  });

  test('waits while another submits the same, and adopts its own job once that is answered', async () => {
    const begun = clock.now();
    const answered = begun + 60_000;
    const { outcome, provider } = await endWith(
      () => [another({ since: begun, ...(clock.now() > answered && { remote: 'theirs' }) })],
      undefined,
      {
        list: () => ({
          kind: 'listed',
          whole: true,
          jobs: ['theirs', 'ours'].map((remote) => ({ ...job.request, remote, created: begun })),
        }),
        creates: () => 'ours',
      },
    );
    expect(outcome).toMatchObject({ made: 1 });
    expect(provider.submissions).toHaveLength(1);
    expect(clock.now()).toBeGreaterThan(answered);
  });

  test('is submitted again where nothing like it is listed, whatever others do', async () => {
    const { outcome, provider } = await endWith(() => [another()], undefined);
    expect(outcome).toMatchObject({ made: 1 });
    expect(provider.submissions).toHaveLength(2);
  });
});

test('what intents have in common is a hash of their words, whatever servers do to those', () => {
  const hash = (prompt: string) => wordsOf({ request: request(prompt) });
  expect(hash('A gull,\nlanding. ')).toBe(hash('A gull,\r\nlanding.'));
  expect(hash('A gull')).not.toBe(hash('A tern'));
  expect(hash('A gull')).toMatch(/^[0-9a-f]{64}$/);
});

describe('a pace that is shared', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await engineBench();
  });
  afterEach(() => bench.remove());

  test('is asked for before each submission, and waited for', async () => {
    const clock = virtualClock();
    const begun = clock.now();
    const turns: string[] = [];
    const account: SharedAccount = {
      untold: () => undefined,
      others: async () => [],
      async turn(model, apart) {
        turns.push(`${model} ${apart}`);
        // Others have all turns but every fourth.
        return model === '' ? 0 : begun + 4 * apart * turns.length;
      },
      pause: () => undefined,
    };
    const sent: number[] = [];
    const provider = fakeProvider({
      limits: { requestsPerMinute: 20 },
      submit: () => void sent.push(clock.now() - begun),
    });
    const jobs = ['a', 'b', 'c'].map((id) => generate(id));
    await bench.run(planOf(jobs), provider, { engine: { clock, account: () => account } });
    expect(turns.filter((turn) => turn !== ' 0')).toEqual(['m 3000', 'm 3000', 'm 3000']);
    expect(turns.filter((turn) => turn === ' 0')).toHaveLength(3);
    expect(sent.map((at, n) => at >= (n + 1) * 12_000)).toEqual([true, true, true]);
  });

  test('is not paid for what the others can not be told of', async () => {
    const account: SharedAccount = {
      untold: () => 'the disk is full',
      others: async () => [],
      turn: async () => 0,
      pause: () => undefined,
    };
    const provider = fakeProvider();
    const { outcome, of } = await bench.run(planOf([generate('a')]), provider, {
      engine: { account: () => account },
    });
    expect(provider.submissions).toEqual([]);
    expect(outcome).toMatchObject({ made: 0, failed: 1, reserved: 0, unanswered: 0 });
    expect(of('job-failed')).toMatchObject([
      {
        diagnostic: {
          severity: 'error',
          code: 'account-unshared',
          params: { cause: 'the disk is full', job: 'a', provider: 'fake' },
        },
      },
    ]);
    // Nothing is left of it: the next run submits it.
    await bench.run(planOf([generate('a')]), provider);
    expect(provider.submissions).toHaveLength(1);
  });

  test('is told when the provider asks to wait', async () => {
    const clock = virtualClock();
    const pauses: number[] = [];
    let at = 0;
    const account: SharedAccount = {
      untold: () => undefined,
      others: async () => [],
      turn: async () => 0,
      pause: (until) => void pauses.push(until - at),
    };
    const provider = fakeProvider({
      submit(_, n) {
        at = clock.now();
        if (n > 2) return undefined;
        const rate = failure('rate', true);
        return { kind: 'rejected', failure: n === 1 ? { ...rate, retryAfter: 9000 } : rate };
      },
    });
    await bench.run(planOf([generate('a')]), provider, { engine: { clock, account: () => account } });
    expect(pauses).toEqual([9000]);
  });
});
