import { heap } from '../core/heap.ts';
import { jobsToMake } from './jobs-to-make.ts';
import type { Job, Plan } from './plan.ts';
import { chainLengths, dependents } from './priorities.ts';

/**
 * Rough wall time, in seconds, of making a plan's jobs with so many at once: the jobs that are ready start
 * in the order in which a run starts them, the longest remaining chain first. `wall` tells how long one takes.
 */
export function wallTime(plan: Pick<Plan, 'jobs'>, concurrency: number, wall: (job: Job) => number): number {
  const jobs = jobsToMake(plan);
  // Whole milliseconds, which add up without crumbs.
  const walls = jobs.map((job) => Math.round(wall(job) * 1000));
  const onTop = dependents(jobs);
  const lengths = chainLengths(onTop, (index) => walls[index] ?? 0);
  const waitsFor = new Array<number>(jobs.length).fill(0);
  for (const other of onTop.flat()) waitsFor[other] = (waitsFor[other] ?? 0) + 1;

  const ends = new Array<number>(jobs.length).fill(0);
  const ready = heap(byMost(lengths));
  const running = heap(byLeast(ends));
  waitsFor.forEach((count, index) => {
    if (count === 0) ready.push(index);
  });
  let now = 0;
  for (;;) {
    while (running.size < concurrency) {
      const next = ready.pop();
      if (next === undefined) break;
      ends[next] = now + (walls[next] ?? 0);
      running.push(next);
    }
    const done = running.pop();
    if (done === undefined) return now / 1000;
    now = ends[done] ?? now;
    for (const other of onTop[done] ?? []) {
      const left = (waitsFor[other] ?? 0) - 1;
      waitsFor[other] = left;
      if (left === 0) ready.push(other);
    }
  }
}

/** Orders positions by what stands there, then by themselves. */
const byLeast =
  (values: readonly number[]) =>
  (a: number, b: number): boolean => {
    const difference = (values[a] ?? 0) - (values[b] ?? 0);
    return difference < 0 || (difference === 0 && a < b);
  };

const byMost =
  (values: readonly number[]) =>
  (a: number, b: number): boolean => {
    const difference = (values[b] ?? 0) - (values[a] ?? 0);
    return difference < 0 || (difference === 0 && a < b);
  };
