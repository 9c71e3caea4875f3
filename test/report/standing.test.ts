import { describe, expect, it } from 'vitest';
import { type HeldAttempt, noMoney } from '../../src/core/holdings.ts';
import { planToJson } from '../../src/planner/plan-json.ts';
import { statusOf } from '../../src/project/film/status.ts';
import { plain } from '../../src/report/paint.ts';
import { planText } from '../../src/report/plan-text.ts';
import { statusText } from '../../src/report/status-text.ts';
import { holding, jobOf, made, planOf } from '../rig/planning.ts';
import { board, generate } from '../rig/storyboard-builder.ts';

const paid = { provider: 'openai', model: 'sora-2', duration: 4 };
const ids = ['new', 'changed', 'cached', 'failed', 'flying', 'unanswered', 'lost'] as const;
type Id = (typeof ids)[number];

/** A film of which each segment named here stands as its name says; what is spent and reserved follows. */
function standing(...wanted: readonly Id[]) {
  const film = board(wanted.map((id) => generate(id, paid)));
  const fresh = planOf(film);
  const fingerprint = (id: Id): string => jobOf(fresh, id).fingerprint;
  const cached = made(fresh.jobs.filter(({ id }) => id === 'cached'));
  const before = { ...generate('another', paid), id: 'changed' };
  const attempts = new Map<string, HeldAttempt>();
  const attempt = (id: Id, held: HeldAttempt): void => {
    if (wanted.includes(id)) attempts.set(fingerprint(id), held);
  };
  attempt('failed', { kind: 'failed', message: 'it is busy' });
  attempt('flying', { kind: 'in-flight', price: 0.4 });
  attempt('unanswered', { kind: 'unknown', price: 0.4 });
  attempt('lost', { kind: 'lost', price: 0.4 });
  const spent = [...cached.clips].length * 0.4 + (wanted.includes('lost') ? 0.4 : 0);
  const reserved = (['flying', 'unanswered'] as const).filter((id) => wanted.includes(id)).length * 0.4;
  const holdings = holding({
    clips: new Map([...cached.clips].map(([key, clip]) => [key, { ...clip, cost: 0.4 }])),
    requests: new Map([...cached.requests, ...made(planOf([before]).jobs).requests]),
    attempts,
    money: { ...noMoney, spent, planned: spent, reserved },
  });
  const plan = planOf(film, { holdings });
  return { plan, status: statusOf({ storyboard: film } as Parameters<typeof statusOf>[0], plan, holdings) };
}

/** The row of each segment, with single spaces. */
const rowOf = (text: string, id: string): string =>
  (text.split('\n').find((line) => line.trim().startsWith(`${id} `)) ?? '').trim().replaceAll(/ {2,}/g, ' ');

const last = (text: string): string => text.split('\n').at(-1) ?? '';

const rows: readonly (readonly [Id, string, string])[] = [
  ['new', 'new $0.40 never made', 'never made'],
  ['changed', 'changed $0.40 prompt changed', 'changed since it was made'],
  ['cached', 'cached made', 'made $0.40 clip clip of cach'],
  ['failed', 'failed $0.40 it is busy', 'failed it is busy'],
  ['flying', 'in flight $0.40 reserved the next run resumes it', 'in flight $0.40 reserved'],
  [
    'unanswered',
    'maybe accepted $0.40 reserved the next run looks for it at openai, or run `storycut resolve unanswered` with --adopt ID or --not-created',
    'maybe accepted $0.40 reserved the next run looks for it at openai, or run `storycut resolve unanswered` with --adopt ID or --not-created',
  ],
  [
    'lost',
    'footage lost $0.40 spent run `storycut resolve lost --pay-again`',
    'footage lost $0.40 spent run `storycut resolve lost --pay-again`',
  ],
];

describe.each(rows)('a segment that is %s', (id, planned, stands) => {
  const { plan, status } = standing(...ids);
  const alone = standing(id);

  it('says so in the plan, with its price as it stands', () => {
    expect(rowOf(planText(plan, 'Film', plain), id)).toBe(`${id} generate 4 s sora-2 1280x720 ${planned}`);
  });

  it('says so in the status', () => {
    expect(rowOf(statusText(status, 'Film', plain, { plan }), id)).toBe(`${id} ${stands}`);
  });

  it('never says that it was not answered and that its footage is lost', () => {
    for (const text of [
      planText(alone.plan, 'Film', plain),
      statusText(alone.status, 'Film', plain, { plan: alone.plan }),
    ]) {
      expect(text.includes('maybe accepted') && text.includes('footage is lost')).toBe(false);
    }
  });
});

it.each([
  ['queued, 30 %', 'the provider last said: queued, 30 %; the next run resumes it'],
  ['', 'the next run resumes it'],
])('an overdue segment says so, with what the server last said: %j', (overdue, reason) => {
  const film = board([generate('hanging', paid)]);
  const { fingerprint } = jobOf(planOf(film), 'hanging');
  const held = { kind: 'in-flight', price: 0.4, overdue } as const;
  const holdings = holding({ attempts: new Map([[fingerprint, held]]) });
  const plan = planOf(film, { holdings });
  const status = statusOf({ storyboard: film } as Parameters<typeof statusOf>[0], plan, holdings);
  for (const text of [planText(plan, 'Film', plain), statusText(status, 'Film', plain, { plan })]) {
    expect(rowOf(text, 'hanging')).toContain(`overdue $0.40 reserved ${reason}`);
  }
  expect(status.segments[0]).toMatchObject({ state: 'in-flight', outstanding: held });
});

describe('the summary', () => {
  it.each<[readonly Id[], string]>([
    [['new'], '1 job to make, 0 in the store; $0.40, about 2 min.'],
    [['cached'], 'Nothing to make: 1 job in the store; spent so far $0.40.'],
    [
      ['flying'],
      'Nothing new to make: 0 jobs in the store, 1 in flight ($0.40 reserved); nothing more to pay, about 2 min.',
    ],
    [
      ['cached', 'unanswered'],
      'Nothing new to make: 1 job in the store, 1 maybe accepted ($0.40 reserved); nothing more to pay, about 2 min; spent so far $0.40.',
    ],
    [
      ['lost'],
      'Nothing new to make: 0 jobs in the store, 1 whose footage is lost ($0.40 spent); spent so far $0.40.',
    ],
    [
      ids,
      '3 jobs to make, 1 in the store, 1 in flight ($0.40 reserved), 1 maybe accepted ($0.40 reserved), 1 whose footage is lost ($0.40 spent); $1.20, about 5 min; spent so far $0.80, reserved $0.80.',
    ],
  ])('of %j', (wanted, line) => {
    expect(last(planText(standing(...wanted).plan, 'Film', plain))).toBe(line);
  });

  it('of a status tells what is spent from what is reserved', () => {
    const { status, plan } = standing(...ids);
    expect(last(statusText(status, 'Film', plain, { plan }))).toBe(
      '1 of 7 segments ready; $0.80 spent so far, $0.80 reserved.',
    );
  });
});

it('as JSON keeps its states, and tells what is outstanding beside them', () => {
  const { jobs, cost } = planToJson(standing(...ids).plan);
  expect(Object.fromEntries(jobs.map(({ id, state, outstanding }) => [id, [state, outstanding]]))).toEqual({
    new: ['new', null],
    changed: ['changed', null],
    cached: ['cached', null],
    failed: ['failed', null],
    flying: ['in-flight', { kind: 'in-flight', price: 0.4 }],
    unanswered: ['unknown', { kind: 'unanswered', price: 0.4 }],
    lost: ['unknown', { kind: 'lost', price: 0.4 }],
  });
  expect(cost).toMatchObject({ needed: 1.2, spent: 0.8, reserved: 0.8 });
});
