import type { Job, JobState, Plan } from './plan.ts';

/** The jobs of a plan that a run has to see to: all whose clips are not in the store. */
export const jobsToMake = ({ jobs }: Pick<Plan, 'jobs'>): readonly Job[] =>
  jobs.filter(({ state }) => state !== 'cached');

/** Made, or out of our hands: it is paid or reserved already, and what it was made from need not be there. */
export const isSettled = (state: JobState): boolean =>
  state === 'cached' || state === 'in-flight' || state === 'unknown';
