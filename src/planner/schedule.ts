import { minHeap } from './heap.ts';
import { jobsToMake } from './jobs-to-make.ts';
import type { Job, Plan } from './plan.ts';
import { chainLengths } from './priorities.ts';

/**
 * Rough wall time, in seconds, of making a plan's jobs with so many at once: the jobs that are ready start
 * in the order in which a run starts them, the longest remaining chain first. `wall` tells how long one takes.
 */
export function wallTime(plan: Pick<Plan, 'jobs'>, concurrency: number, wall: (job: Job) => number): number {
  const jobs = jobsToMake(plan);
  const lengths = chainLengths(jobs, wall);
  const waitsFor = new Map(jobs.map((job) => [job.id, job.needs.filter((id) => lengths.has(id)).length]));
  const dependents = new Map<string, Job[]>();
  const ready = minHeap<Job>();
  const running = minHeap<Job>();
  const makeReady = (job: Job): void => ready.push(job, -(lengths.get(job.id) ?? 0));

  for (const job of jobs) {
    if (waitsFor.get(job.id) === 0) makeReady(job);
    for (const id of job.needs) {
      const others = dependents.get(id);
      if (others === undefined) dependents.set(id, [job]);
      else others.push(job);
    }
  }
  let now = 0;
  for (;;) {
    while (running.size < concurrency) {
      const next = ready.pop();
      if (next === undefined) break;
      running.push(next.item, now + wall(next.item));
    }
    const done = running.pop();
    if (done === undefined) return now;
    now = done.key;
    for (const job of dependents.get(done.item.id) ?? []) {
      const left = (waitsFor.get(job.id) ?? 0) - 1;
      waitsFor.set(job.id, left);
      if (left === 0) makeReady(job);
    }
  }
}
