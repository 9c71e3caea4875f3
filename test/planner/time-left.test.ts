import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/core/event.ts';
import { timeLeft } from '../../src/planner/estimates/time-left.ts';
import type { Plan } from '../../src/planner/plan.ts';
import { generate, planOf } from '../rig/plans.ts';

const expected = 100;
const lane = () => undefined;
const plan = (jobs: number, cutSeconds = 0): Plan => ({
  ...planOf(Array.from({ length: jobs }, (_, n) => generate(`j${n}`, { pace: expected }))),
  cutSeconds,
});

/** What is said of a run with two jobs at once, each of which really takes so long, and tells its share each second. */
function said(film: Plan, reality: readonly number[], concurrency = 2) {
  const left = timeLeft(film, concurrency, lane);
  const told: { now: number; secondsLeft: number }[] = [];
  const hear = (event: Event, now: number): void => {
    const secondsLeft = left.hear(event, now);
    if (secondsLeft !== undefined) told.push({ now, secondsLeft });
  };
  const waiting = film.jobs.map(({ id }, n) => ({ id, takes: reality[n] ?? expected }));
  const working: { id: string; at: number; takes: number }[] = [];
  let now = 0;
  for (; waiting.length + working.length > 0; now++) {
    for (const one of working.filter(({ at, takes }) => now >= at + takes)) {
      working.splice(working.indexOf(one), 1);
      hear(
        {
          type: 'job-finished',
          job: one.id,
          segment: one.id,
          take: 1,
          clip: '',
          cost: 0,
          seconds: one.takes,
        },
        now,
      );
    }
    while (working.length < concurrency) {
      const next = waiting.shift();
      if (next === undefined) break;
      working.push({ ...next, at: now });
      hear(
        { type: 'job-started', job: next.id, segment: next.id, take: 1, kind: 'generate', attempt: 1 },
        now,
      );
    }
    for (const { id, at, takes } of working) {
      hear({ type: 'job-progress', job: id, segment: id, progress: (now - at) / takes }, now);
    }
  }
  return { told, end: now - 1 };
}

describe('the time that is left', () => {
  it('is right where all goes as it was expected, the cut included', () => {
    const { told, end } = said(plan(6, 40), []);
    expect(end).toBe(300);
    for (const { now, secondsLeft } of told) {
      expect(Math.abs(secondsLeft - (end + 40 - now))).toBeLessThan(25);
    }
  });

  it('finds out that all takes three times as long', () => {
    const { told, end } = said(
      plan(8),
      Array.from({ length: 8 }, () => 3 * expected),
    );
    const later = told.filter(({ now }) => now > end / 2);
    for (const { now, secondsLeft } of later) {
      expect(Math.abs(secondsLeft - (end - now))).toBeLessThan(0.2 * end);
    }
  });

  it('finds out by the end of the first jobs that all takes a tenth of the time', () => {
    const { told, end } = said(
      plan(8),
      Array.from({ length: 8 }, () => expected / 10),
    );
    const soon = told.filter(({ now }) => now >= expected / 10);
    expect(soon.length).toBeGreaterThan(10);
    for (const { now, secondsLeft } of soon) {
      expect(Math.abs(secondsLeft - (end - now))).toBeLessThan(0.35 * end);
    }
  });

  it('is not told before it can be: nothing has been made, and no job says how far it is', () => {
    const left = timeLeft(plan(2), 2, lane);
    const event = { type: 'job-started', segment: 'j', take: 1, kind: 'generate', attempt: 1 } as const;
    expect(left.hear({ ...event, job: 'j0' }, 0)).toBeUndefined();
    expect(left.hear({ ...event, job: 'j1' }, 50)).toBeUndefined();
    expect(left.hear({ type: 'job-progress', job: 'j0', segment: 'j', progress: 0.5 }, 51)).toBeGreaterThan(
      0,
    );
    expect(
      left.hear({ type: 'job-progress', job: 'j0', segment: 'j', progress: 0.51 }, 51.5),
    ).toBeUndefined();
  });

  it('is never negative and moves the end by a part of what is new, whatever happens', () => {
    const takes = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(takes, fc.integer({ min: 1, max: 4 }), (reality, concurrency) => {
        const film = plan(reality.length);
        const { told } = said(film, reality, concurrency);
        // Nothing that is expected here is longer than that.
        const longest = reality.length * 30 * expected;
        let before: number | undefined;
        for (const { now, secondsLeft } of told) {
          expect(secondsLeft).toBeGreaterThanOrEqual(0);
          if (before !== undefined) expect(Math.abs(now + secondsLeft - before)).toBeLessThan(0.3 * longest);
          before = now + secondsLeft;
        }
      }),
      { numRuns: 25 },
    );
  });
});
