import { jobsToMake } from './jobs-to-make.ts';
import type { Job, Plan } from './plan.ts';

/**
 * For each job to make, by id, the seconds of footage that wait for it: its own and the longest chain of
 * jobs on top of it. A run that starts the greatest first ends soonest, as far as that can be known.
 */
export const longestChainFirst = (plan: Pick<Plan, 'jobs'>): ReadonlyMap<string, number> =>
  chainLengths(jobsToMake(plan), (job) => (job.kind === 'frame' ? 0 : job.request.seconds));

/** The length of the longest chain that begins with each job; `weigh` tells what a job adds to it. */
export function chainLengths(jobs: readonly Job[], weigh: (job: Job) => number): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  const onTop = new Map<string, number>();
  for (const job of [...jobs].reverse()) {
    const length = weigh(job) + (onTop.get(job.id) ?? 0);
    lengths.set(job.id, length);
    for (const id of job.needs) onTop.set(id, Math.max(onTop.get(id) ?? 0, length));
  }
  return lengths;
}
