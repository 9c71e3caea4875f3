import type { Job } from '../plan.ts';

/**
 * For each job, by id, the seconds that depend on it: its own time and that of the longest chain of jobs on top of it. A run
 * that starts the largest first ends soonest, as far as that can be known.
 */
export function remainingChains(jobs: readonly Job[]): ReadonlyMap<string, number> {
  const lengths = chainLengths(dependents(jobs), (index) => jobs[index]?.pace ?? 0);
  return new Map(jobs.map(({ id }, index) => [id, lengths[index] ?? 0]));
}

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

/** Shared by the many jobs that no other needs. */
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
