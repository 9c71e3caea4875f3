import { describe, expect, it } from 'vitest';
import type { HeldAttempt } from '../../src/core/holdings.ts';
import type { Plan } from '../../src/planner/plan.ts';
import type { Segment } from '../../src/storyboard/model.ts';
import { holding, jobOf, made, planOf, provider, providers, requestOf } from '../rig/planning.ts';
import { extend, generate, place } from '../rig/storyboard-builder.ts';

const told = ({ diagnostics }: Plan) => diagnostics.filter(({ code }) => code === 'pick-not-made');
const inTheCut = ({ takes }: Plan) => takes.filter(({ picked }) => picked).map(({ take }) => take);

const paid = provider('paid');
const of = { provider: 'paid', model: 'paid-1', duration: 5 };
const known = { providers: providers(paid) };
const reworded = (segment: Segment): Segment => ({
  ...segment,
  source: { kind: 'generate', prompt: 'Something else', fallbacks: [], cast: [], dialogue: [] },
});

describe('a pick that is made for what the segment asked for before', () => {
  const before = planOf([generate('a', { ...of, takes: 2 })], known);
  const held = holding(made(before.jobs));

  it('leaves the cut to the take that is there, and says what that costs', () => {
    const plan = planOf([reworded(generate('a', { ...of, pick: 2 })), extend('b', 'a', of)], {
      ...known,
      holdings: held,
    });
    expect(inTheCut(plan)).toEqual([1, 1]);
    expect(plan.jobs.map(({ id, cost }) => [id, cost])).toEqual([
      ['a', 1],
      ['a.frame', 0],
      ['b', 1],
    ]);
    expect(told(plan)).toEqual([
      {
        ...{ severity: 'warning', code: 'pick-not-made', segment: 'a', place },
        message:
          'Take 2 of a is picked, but was not made for what a asks for now: take 1 is in the cut, and costs $1.00 to make.',
        help: '`storycut pick a 1` keeps that, and `storycut run` makes it.',
        params: { pick: 2, take: 1, price: 1 },
      },
    ]);
  });

  it('says nothing of a price once the other take is made', () => {
    const film = [reworded(generate('a', { ...of, pick: 2 }))];
    const now = made(planOf(film, known).jobs);
    const { requests } = made(before.jobs);
    const plan = planOf(film, {
      ...known,
      holdings: holding({ clips: now.clips, requests: new Map([...requests, ...now.requests]) }),
    });
    expect(plan.cost.needed).toBe(0);
    expect(told(plan)[0]?.message).toMatch(/: take 1 is in the cut\.$/);
  });

  it('is kept once `redo` has made as many takes of the new request', () => {
    const film = [reworded(generate('a', { ...of, pick: 2 }))];
    const requestClass = jobOf(planOf(film, known), 'a').fingerprint;
    const plan = planOf(film, { ...known, holdings: holding({ redone: new Map([[requestClass, [2]]]) }) });
    expect(inTheCut(plan)).toEqual([2]);
    expect(told(plan)).toEqual([]);
  });
});

it('a pick that never was leaves the cut to the latest take', () => {
  const film = [generate('a', { pick: 99 })];
  const { jobs } = planOf(film);
  const requestClass = jobOf(planOf(film), 'a').fingerprint;
  const redone = new Map([[requestClass, [2, 3]]]);
  const plan = planOf(film, { holdings: holding({ ...made(jobs), redone }) });
  expect(inTheCut(plan)).toEqual([3]);
  expect(requestOf(plan, 'a#3').take).toBe(3);
  expect(told(plan)).toMatchObject([
    {
      message: 'Take 99 of a is picked, but does not exist: take 3 is in the cut, and free to make.',
      help: '`storycut pick a 3` keeps that, and `storycut run` makes it.',
    },
  ]);
});

describe('a pick that is asked for and not there', () => {
  const film = [generate('a', { takes: 2, pick: 2 })];
  const { jobs } = planOf(film);
  const second = jobs.find(({ take }) => take === 2)?.fingerprint ?? '';
  const tried = (attempt: HeldAttempt, clips = made(jobs.slice(0, 1)).clips): Plan =>
    planOf(film, { holdings: holding({ clips, attempts: new Map([[second, attempt]]) }) });

  it.each([
    [{ kind: 'failed', message: 'It was refused.' }, 'warning'],
    [{ kind: 'lost', price: 0 }, 'warning'],
    [{ kind: 'in-flight', price: 0 }, 'note'],
  ] as const)('is told beside one that is made: %o', (attempt, severity) => {
    const plan = tried(attempt);
    expect(inTheCut(plan)).toEqual([2]);
    expect(told(plan)).toEqual([
      {
        ...{ severity, code: 'pick-not-made', segment: 'a', place },
        message: `The cut waits for take 2 of a (${jobOf(plan, 'a#2').reason}).`,
        help: '`storycut pick a 1` puts take 1, which is made, in the cut.',
        params: { pick: 2, take: 1, cause: jobOf(plan, 'a#2').reason },
      },
    ]);
  });

  it('is nothing to tell where there is no other, or it is only to be made', () => {
    expect(told(tried({ kind: 'in-flight', price: 0 }, new Map()))).toEqual([]);
    expect(told(planOf(film, { holdings: holding(made(jobs.slice(0, 1))) }))).toEqual([]);
    expect(told(tried({ kind: 'unknown', price: 0 }))).toEqual([]);
  });
});
