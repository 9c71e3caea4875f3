import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heap } from '../../src/core/heap.ts';
import { Board } from '../../src/executor/board.ts';
import { moreUrgent } from '../../src/executor/urgency.ts';
import { remainingChains } from '../../src/planner/estimates/priorities.ts';
import type { Job } from '../../src/planner/plan.ts';
import { extend, generate } from '../rig/plans.ts';

test('a heap gives what was put in, most urgent first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const queue = heap<number>((a, b) => a < b);
      for (const number of numbers) queue.push(number);
      expect(numbers.map(() => queue.pop())).toEqual(numbers.toSorted((a, b) => a - b));
      expect(queue.pop()).toBeUndefined();
    }),
  );
});

test('the chain that waits behind a job weighs as much as its heaviest branch', () => {
  const root = generate('root', { pace: 4 });
  const [short, long] = [extend('short', root, { pace: 5 }), extend('long', root, { pace: 4 })];
  const chains = remainingChains([root, short, long, extend('longer', long, { pace: 6 })]);
  expect(Object.fromEntries(chains)).toEqual({ root: 14, short: 5, long: 10, longer: 6 });
});

test('what is in flight goes before the longest chain, and equals go in the order of the plan', () => {
  const root = generate('root');
  const jobs = [
    generate('a'),
    generate('b'),
    root,
    extend('more', root),
    generate('paid', { state: 'in-flight' }),
  ];
  const before = moreUrgent(jobs);
  const sorted = jobs.toSorted((a, b) => (before(a, b) ? -1 : 1)).map(({ id }) => id);
  expect(sorted).toEqual(['paid', 'root', 'a', 'b', 'more']);
});

const open = { name: 'open', most: Number.POSITIVE_INFINITY };

test('a full lane lets the others go before, and goes on when one of its own has left', () => {
  const jobs = [generate('long'), generate('longer'), generate('other')];
  const narrow = { name: 'narrow', most: 1 };
  const board = new Board(
    jobs,
    () => false,
    moreUrgent(jobs),
    ({ id }) => (id === 'other' ? open : narrow),
  );
  const taken = [board.take(), board.take(), board.take()].map((job) => job?.id);
  expect(taken).toEqual(['long', 'other', undefined]);
  board.leave(jobs[0]!);
  expect(board.take()?.id).toBe('longer');
});

/** Jobs of which each needs some of those before it, and how each will end. */
const plans = fc
  .array(
    fc.record({
      needs: fc.array(fc.nat(30), { maxLength: 3 }),
      end: fc.constantFrom('cached', 'done', 'done', 'done', 'failed', 'stopped'),
    }),
    { maxLength: 30 },
  )
  .map((drafts) =>
    drafts.map(({ needs, end }, at) => {
      const below = [...new Set(needs.filter((need) => need < at))].map((need) => `j${need}`);
      return { job: generate(`j${at}`, { needs: below }), end };
    }),
  );

test('every job is taken or skipped once, and none before what it needs', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const ends = new Map(plan.map(({ job, end }) => [job.id, end]));
      const jobs = plan.map(({ job }) => job);
      const board = new Board(
        jobs,
        (job) => ends.get(job.id) === 'cached',
        moreUrgent(jobs),
        () => open,
      );
      const done = new Set(jobs.filter((job) => ends.get(job.id) === 'cached').map(({ id }) => id));
      const over: string[] = [...done];
      let ready = board.readyCount;
      for (let job = board.take(); job !== undefined; job = board.take()) {
        expect(job.needs.every((need) => done.has(need))).toBe(true);
        over.push(job.id);
        const end = ends.get(job.id);
        if (end === 'failed') over.push(...board.failed(job).map((one) => one.job.id));
        else if (end === 'stopped')
          over.push(
            ...board
              .stopped(job, 'x')
              .slice(1)
              .map((one) => one.job.id),
          );
        else {
          done.add(job.id);
          ready += board.done(job);
        }
        ready -= 1;
      }
      expect(ready).toBe(0);
      expect(over.toSorted()).toEqual(jobs.map(({ id }) => id).toSorted());
    }),
  );
});

test('the work of ordering grows with the jobs, not with their square', () => {
  const comparisons = (count: number): number => {
    const jobs: Job[] = Array.from({ length: count }, (_, n) => generate(`j${n}`, { pace: n % 97 }));
    const before = moreUrgent(jobs);
    let compared = 0;
    const board = new Board(
      jobs,
      () => false,
      (a, b) => {
        compared += 1;
        return before(a, b);
      },
      () => open,
    );
    while (board.take());
    return compared;
  };
  expect(comparisons(10_000)).toBeLessThan(10 * 2 * comparisons(1000));
});
