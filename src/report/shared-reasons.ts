import type { Job } from '../planner/plan.ts';

/** Reasons that many jobs share, said once, and what remains for the row of each job. */
export interface SharedReasons {
  readonly lines: readonly string[];
  reasonOf(job: Job): string;
}

/** Up to this many jobs, each has its own reason in its row. */
const few = 4;
/** The same where they share several reasons. */
const fewer = 2;

export function shareReasons(jobs: readonly Job[]): SharedReasons {
  const group = jobs.filter(isToMake);
  // One that was never made shares nothing with those that were.
  const changed = group.filter(({ state }) => state === 'changed');
  const alike = changed.length > (group.length > few ? few : fewer) ? changed : group;
  const ofAll = clausesOf(alike[0]).filter((clause) => alike.every((job) => clausesOf(job).includes(clause)));
  if (alike.length <= (ofAll.length > 1 ? fewer : few))
    return { lines: [], reasonOf: ({ reason }) => reason };
  const ownOf = (job: Job): string =>
    clausesOf(job)
      .filter((clause) => !alike.includes(job) || !ofAll.includes(clause))
      .join(', ');
  const usual = usualOf(group.map(ownOf));
  return {
    lines: [
      ...(ofAll.length > 0
        ? [
            `${alike.length === group.length ? `All ${alike.length} to make` : `The ${alike.length} that changed`}: ${ofAll.join(', ')}.`,
          ]
        : []),
      ...(usual === undefined ? [] : [`Where no reason is given: ${usual}.`]),
    ],
    reasonOf(job) {
      const own = ownOf(job);
      return isToMake(job) && own === usual ? '' : own;
    },
  };
}

const isToMake = ({ kind, state }: Job): boolean =>
  kind !== 'frame' && (state === 'new' || state === 'changed' || state === 'failed');

/** For a changed job, each thing that changed. */
export const clausesOf = (job: Pick<Job, 'state' | 'reason'> | undefined): readonly string[] =>
  job === undefined ? [] : job.state === 'changed' ? job.reason.split(', ') : [job.reason];

/** The reason of most jobs and more than a few, unless a job has none: its row would be read as having this one. */
function usualOf(reasons: readonly string[]): string | undefined {
  if (reasons.includes('')) return undefined;
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [usual, most] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0]);
  return most > few && most * 2 > reasons.length ? usual : undefined;
}
