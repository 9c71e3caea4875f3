import type { FrameJob, ProviderJob } from '../plan.ts';

type Judged = 'needs' | 'state' | 'reason' | 'cost' | 'pace';

/** A job as requested, before it is compared with the others and with the store. */
export type BareJob = BareProviderJob | BareFrameJob;
export type BareProviderJob = Omit<ProviderJob, Judged>;
export type BareFrameJob = Omit<FrameJob, Judged>;

/** Jobs in an order in which each comes after what it needs. */
export interface JobList {
  readonly jobs: readonly BareJob[];
  /** Adds a job, unless one with the same request is listed; gives the id of the listed one. */
  add(job: BareJob): string;
  /** The id of the job with a fingerprint. */
  idOf(fingerprint: string): string;
}

export function listJobs(): JobList {
  const jobs: BareJob[] = [];
  const ids = new Map<string, string>();
  return {
    jobs,
    add: (job) => {
      const twin = ids.get(job.fingerprint);
      if (twin !== undefined) return twin;
      ids.set(job.fingerprint, job.id);
      jobs.push(job);
      return job.id;
    },
    idOf: (fingerprint) => {
      const id = ids.get(fingerprint);
      if (id === undefined) throw new Error(`no job is listed for ${fingerprint}`);
      return id;
    },
  };
}
