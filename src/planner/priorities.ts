import { jobsToMake } from './jobs-to-make.ts';
import type { Job, Plan } from './plan.ts';

/**
 * For each job to make, by id, the seconds of footage that wait for it: its own and the longest chain of
 * jobs on top of it. A run that starts the greatest first ends soonest, as far as that can be known.
 */
export function longestChainFirst(plan: Pick<Plan, 'jobs'>): ReadonlyMap<string, number> {
  const jobs = jobsToMake(plan);
  const lengths = chainLengths(dependents(jobs), (index) => secondsOf(jobs[index]));
  return new Map(jobs.map(({ id }, index) => [id, lengths[index] ?? 0]));
}

const secondsOf = (job: Job | undefined): number =>
  job === undefined || job.kind === 'frame' ? 0 : job.request.seconds;

/** For each job, by its position, the positions of those that need it. */
export function dependents(jobs: readonly Job[]): readonly (readonly number[])[] {
  const positions = new Map(jobs.map(({ id }, index) => [id, index]));
  const found: number[][] = jobs.map(() => nobody);
  jobs.forEach(({ needs }, index) => {
    for (const id of needs) {
      const position = positions.get(id);
      if (position === undefined) continue;
      const others = found[position] ?? nobody;
      if (others === nobody) found[position] = [index];
      else others.push(index);
    }
  });
  return found;
}

/** Shared by the many jobs that nothing stands on. */
const nobody: number[] = [];

/** The length of the longest chain that begins with each job; `weigh` tells what a job adds to it. */
export function chainLengths(
  onTop: readonly (readonly number[])[],
  weigh: (index: number) => number,
): readonly number[] {
  const lengths: number[] = new Array(onTop.length).fill(0);
  for (let index = onTop.length - 1; index >= 0; index--) {
    let above = 0;
    for (const other of onTop[index] ?? []) above = Math.max(above, lengths[other] ?? 0);
    lengths[index] = weigh(index) + above;
  }
  return lengths;
}
