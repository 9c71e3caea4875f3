import type { Job } from '../planner/plan.ts';
import { clausesOf } from './shared-reasons.ts';
import { count } from './units.ts';

/** Changes that are shown: a film in which more differs is told by `plan`. */
const most = 5;

/** Each thing that changed since footage was made, once, with the segments that it concerns; not what only follows from it. */
export function whatChanged(jobs: readonly Pick<Job, 'segment' | 'state' | 'reason'>[]): readonly string[] {
  const segments = new Map<string, Set<string>>();
  for (const job of jobs.filter(({ state }) => state === 'changed')) {
    for (const change of clausesOf(job)) {
      if (/^its source .* will be regenerated$/.test(change)) continue;
      segments.set(change, (segments.get(change) ?? new Set()).add(job.segment));
    }
  }
  return [...segments]
    .toSorted(([, a], [, b]) => b.size - a.size)
    .slice(0, most)
    .map(([change, of]) => `${change}: ${of.size === 1 ? [...of].join('') : count(of.size, 'segment')}`);
}
