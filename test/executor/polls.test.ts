import { describe, expect, test } from 'vitest';
import { heap } from '../../src/core/heap.ts';
import { JobTimes } from '../../src/executor/job-times.ts';
import { pollIn } from '../../src/executor/poll-pace.ts';
import { type EndShare, planPolls } from '../../src/executor/poll-plan.ts';
import { fixedRandom } from '../rig/fixed-random.ts';

const random = (next: number) => ({ next: () => next, id: () => '' });

/** Of jobs that were seen to end within half a second before these times. */
function learnt(expected: number, ...ends: readonly number[]): JobTimes {
  const times = new JobTimes(expected);
  for (const end of ends) times.learn(end - 500, end);
  return times;
}

const many = (end: number): readonly number[] => Array.from({ length: 60 }, () => end);

describe('a poll', () => {
  test('is spread around the delay of the provider while nothing else is known to be near', () => {
    const times = new JobTimes(600_000);
    const waits = [0, 0.5, 0.999].map((next) => pollIn(10_000, { polls: 0, since: 0 }, times, random(next)));
    expect(waits).toEqual([7500, 10_000, 12_495]);
  });

  test('is never so soon that no time passes before it', () => {
    const times = new JobTimes(60_000);
    const due = times.pollAt(0) ?? 0;
    const waits = [1e-9, 0.4, 1, 1.5].map((left) =>
      pollIn(10_000, { polls: 0, since: due - left }, times, random(0.5)),
    );
    expect(waits).toEqual([1, 1, 1, 2]);
  });

  test('is moved to when others had ended, and those after it come further and further apart', () => {
    const times = learnt(45_000, ...many(60_000));
    const wait = (since: number): number => pollIn(10_000, { polls: 1, since }, times, random(0.5));
    expect(wait(0)).toBe(10_000);
    for (const since of [40_000, 50_000]) {
      expect(since + wait(since)).toBeGreaterThanOrEqual(60_000);
      expect(since + wait(since)).toBeLessThan(61_000);
    }
    const { longest } = times;
    expect(wait(longest + 100)).toBe(Math.ceil(times.usual * 0.02));
    expect(wait(longest + 3000)).toBe(3000);
    expect(wait(longest + 30_000)).toBe(10_000);
  });

  test('skips the time between two groups of jobs', () => {
    const times = learnt(45_000, ...many(20_000), ...many(60_000), ...many(20_000).slice(30));
    const wait = (since: number): number => pollIn(30_000, { polls: 1, since }, times, random(0.5));
    expect(wait(0)).toBeGreaterThanOrEqual(20_000);
    expect(wait(0)).toBeLessThan(20_400);
    expect(22_000 + wait(22_000)).toBeGreaterThanOrEqual(60_000);
    expect(22_000 + wait(22_000)).toBeLessThan(61_000);
  });
});

describe('a plan of polls', () => {
  /** What it costs to ask at the ends of these spans: waiting, and a poll for each job that had not ended before. */
  function costOf(spans: readonly EndShare[], at: readonly number[], worth: number): number {
    let cost = 0;
    for (const [index, { from, to, weight }] of spans.entries()) {
      const polls = at.filter((end) => end < index).length + 1;
      const noticed = spans[at.find((end) => end >= index) ?? 0]?.to ?? 0;
      cost += weight * (noticed - (from + to) / 2 + worth * polls);
    }
    return cost;
  }

  test('costs no more than any other', () => {
    const chance = fixedRandom(5);
    for (let round = 0; round < 100; round++) {
      let from = 0;
      const spans = Array.from({ length: 7 }, (): EndShare => {
        const begun = from;
        from += 1 + 9 * chance.next();
        return { from: begun, to: from, weight: chance.next() ** 4 };
      });
      const worth = 10 * chance.next() ** 2;
      const next = planPolls(spans, worth);
      const chosen: number[] = [];
      for (let at = 0; at < spans.length; at = (next[at] ?? 0) + 1) chosen.push(next[at] ?? 0);
      const others = Array.from({ length: 2 ** 6 }, (_, mask) =>
        costOf(spans, [...[0, 1, 2, 3, 4, 5].filter((bit) => mask & (1 << bit)), 6], worth),
      );
      expect(costOf(spans, chosen, worth)).toBeCloseTo(Math.min(...others), 9);
    }
  });
});

interface Fleet {
  readonly jobs: number;
  /** Milliseconds that the n-th job takes, and that the provider's client waits between polls. */
  readonly takes: (n: number) => number;
  readonly delay: number;
  readonly expected: number;
}

/** So many jobs, 50 at a time: polls for each, how late an end was noticed, as a share of what jobs take, and the closest polls. */
function polled({ jobs, takes, delay, expected }: Fleet) {
  const chance = fixedRandom(1);
  const times = new JobTimes(expected);
  interface Watched {
    readonly takes: number;
    readonly begun: number;
    readonly at: number;
    readonly seen: number;
    readonly polls: number;
  }
  const due = heap<Watched>((a, b) => a.at < b.at);
  const watch = (job: Omit<Watched, 'at'>, now: number): void => {
    const wait = pollIn(delay, { polls: job.polls, since: now - job.begun }, times, chance);
    if (job.polls > 0) closest = Math.min(closest, wait / times.usual);
    due.push({ ...job, at: now + wait });
  };
  let [begun, polls, late, taken, closest] = [0, 0, 0, 0, Number.POSITIVE_INFINITY];
  const begin = (now: number): void => {
    if (begun === jobs) return;
    watch({ takes: takes(begun++), begun: now, seen: 0, polls: 0 }, now);
  };
  for (let n = 0; n < 50; n++) begin(n);
  for (let job = due.pop(); job !== undefined; job = due.pop()) {
    polls += 1;
    const since = job.at - job.begun;
    if (since < job.takes) {
      watch({ ...job, seen: since, polls: job.polls + 1 }, job.at);
      continue;
    }
    late += since - job.takes;
    taken += job.takes;
    times.learn(job.seen, since);
    begin(job.at);
  }
  return { polls: polls / jobs, late: late / taken, closest };
}

describe('the polls of a run', () => {
  const chance = fixedRandom(3);

  test('notice the ends of equal jobs within a hundredth, with fewer than two for each', () => {
    const { polls, late } = polled({ jobs: 1000, takes: () => 2000, delay: 1000, expected: 2000 });
    expect(polls).toBeLessThan(2);
    expect(late).toBeLessThan(0.01);
  });

  test('learn what jobs take that are faster or slower than expected', () => {
    for (const takes of [30_000, 240_000]) {
      const { late } = polled({ jobs: 500, takes: () => takes, delay: 10_000, expected: 60_000 });
      expect(late).toBeLessThan(0.03);
    }
  });

  test('notice the ends of jobs that take half to thrice as long within a seventh', () => {
    const varied = (): number =>
      chance.next() < 0.05 ? 90_000 * (1 + chance.next()) : 60_000 * (0.5 + chance.next());
    const { polls, late } = polled({ jobs: 1000, takes: varied, delay: 10_000, expected: 60_000 });
    expect(late).toBeLessThan(1 / 7);
    expect(polls).toBeLessThan(7);
  });

  test('follow jobs that become slower, and faster again', () => {
    const changing = (n: number): number => 60_000 * (1 + Math.sin(n / 300) / 2);
    const { polls, late } = polled({ jobs: 3000, takes: changing, delay: 10_000, expected: 60_000 });
    expect(late).toBeLessThan(0.1);
    expect(polls).toBeLessThan(9);
  });

  test('are never closer to each other than a fiftieth of what jobs take', () => {
    const { closest } = polled({
      ...{ jobs: 1000, takes: () => 1000 + 59_000 * chance.next() ** 2 },
      ...{ delay: 10_000, expected: 60_000 },
    });
    expect(closest).toBeGreaterThanOrEqual(0.02);
  });
});
