import { minHeap } from './heap.ts';
import { jobsToMake } from './jobs-to-make.ts';
import type { Job, Plan } from './plan.ts';
import { chainLengths, dependents } from './priorities.ts';

/**
 * Rough wall time, in seconds, of making a plan's jobs with so many at once: the jobs that are ready start
 * in the order in which a run starts them, the longest remaining chain first. `wall` tells how long one takes.
 */
export function wallTime(plan: Pick<Plan, 'jobs'>, concurrency: number, wall: (job: Job) => number): number {
  const jobs = jobsToMake(plan);
  const walls = jobs.map(wall);
  const onTop = dependents(jobs);
  const lengths = chainLengths(onTop, (index) => walls[index] ?? 0);
  const waitsFor = new Array<number>(jobs.length).fill(0);
  for (const other of onTop.flat()) waitsFor[other] = (waitsFor[other] ?? 0) + 1;

  const ready = minHeap<number>();
  const running = minHeap<number>();
  const start = (index: number): void => ready.push(index, -(lengths[index] ?? 0));
  waitsFor.forEach((count, index) => {
    if (count === 0) start(index);
  });
  let now = 0;
  for (;;) {
    while (running.size < concurrency) {
      const next = ready.pop();
      if (next === undefined) break;
      running.push(next.item, now + (walls[next.item] ?? 0));
    }
    const done = running.pop();
    if (done === undefined) return now;
    now = done.key;
    for (const other of onTop[done.item] ?? []) {
      const left = (waitsFor[other] ?? 0) - 1;
      waitsFor[other] = left;
      if (left === 0) start(other);
    }
  }
}
