import type { Job, Plan } from './plan.ts';

/** The jobs of a plan that a run has to see to: all whose clips are not in the store. */
export const jobsToMake = ({ jobs }: Pick<Plan, 'jobs'>): readonly Job[] =>
  jobs.filter(({ state }) => state !== 'cached');
