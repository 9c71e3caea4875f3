import type { Holdings } from '../core/holdings.ts';
import type { Job, ProviderJob } from '../planner/plan.ts';

/** The job that a job extends natively. */
export const extendedBy = ({ request }: ProviderJob): string | undefined =>
  request.kind === 'extend' && request.source.kind === 'job' ? request.source.fingerprint : undefined;

/** Whether a clip holds what it extends, too: some servers return the new part alone. */
export const isWhole = (job: ProviderJob, seconds: number | undefined): boolean =>
  seconds === undefined || Math.abs(seconds - job.holds) < job.request.seconds / 2;

export interface MadeFootage {
  /** By fingerprint. */
  readonly jobs: ReadonlyMap<string, Job>;
  readonly holdings: Pick<Holdings, 'clip'>;
}

/** The seconds of a job's clip that are those of the clip that it extends. */
export function before(job: ProviderJob, { jobs, holdings }: MadeFootage): number {
  const source = jobs.get(extendedBy(job) ?? '');
  if (source === undefined || source.kind === 'frame') return 0;
  if (!isWhole(job, holdings.clip(job.fingerprint)?.seconds)) return 0;
  return holdings.clip(source.fingerprint)?.seconds ?? source.holds;
}

/** Where the clips that a job's clip holds meet, in seconds of it: the first one first. */
export function meetingsIn(job: ProviderJob, made: MadeFootage): readonly number[] {
  const found: number[] = [];
  for (let at: Job | undefined = job; at && at.kind !== 'frame'; at = made.jobs.get(extendedBy(at) ?? '')) {
    const seconds = before(at, made);
    if (seconds > 0) found.unshift(seconds);
    if (found.length > made.jobs.size) break;
  }
  return found;
}
