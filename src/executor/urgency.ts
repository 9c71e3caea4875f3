import { remainingChains } from '../planner/estimates/priorities.ts';
import type { Job } from '../planner/plan.ts';

/**
 * Which of two jobs goes first: what an earlier run has paid for; then the one with the most work waiting for it, since
 * the run can't end before that chain does; then the plan's order.
 */
export function moreUrgent(jobs: readonly Job[]): (a: Job, b: Job) => boolean {
  const chains = remainingChains(jobs);
  const positions = new Map(jobs.map((job, at) => [job.id, at]));
  const paid = (job: Job): number => (job.state === 'in-flight' ? 1 : 0);
  const chain = (job: Job): number => chains.get(job.id) ?? 0;
  const position = (job: Job): number => positions.get(job.id) ?? 0;
  return (a, b) => (paid(b) - paid(a) || chain(b) - chain(a) || position(a) - position(b)) < 0;
}
