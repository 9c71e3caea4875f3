import type { Asset } from '../core/footage.ts';
import { inputKey, inputsOf } from '../core/request.ts';
import type { FrameJob, ProviderJob } from './plan.ts';

type Judged = 'state' | 'reason' | 'cost';

/** A job as it is asked for, before it is compared with what is in the store. */
export type BareJob = Omit<ProviderJob, Judged> | Omit<FrameJob, Judged>;

/** A job that does not know yet under which ids the jobs it needs stand. */
export type LooseJob = Omit<ProviderJob, Judged | 'needs'> | Omit<FrameJob, Judged | 'needs'>;

/** Jobs in an order in which each stands after what it needs. */
export interface JobList {
  readonly jobs: readonly BareJob[];
  /** Every user's file that a job sends, once. */
  readonly files: readonly Asset[];
  /** Adds a job, unless one that asks for the same is there; the one that stands. */
  add(job: LooseJob): BareJob;
  /** The id under which the job of a fingerprint stands. */
  idOf(fingerprint: string): string;
  /** Notes a user's file that jobs send. */
  send(file: Asset): void;
}

export function listJobs(): JobList {
  const jobs = new Map<string, BareJob>();
  const files = new Map<string, Asset>();
  return {
    get jobs() {
      return [...jobs.values()];
    },
    get files() {
      return [...files.values()];
    },
    add: (job) => {
      const twin = jobs.get(job.fingerprint);
      if (twin !== undefined) return twin;
      const added: BareJob = { ...job, needs: neededFingerprints(job).map((key) => idOf(jobs, key)) };
      jobs.set(job.fingerprint, added);
      return added;
    },
    idOf: (fingerprint) => idOf(jobs, fingerprint),
    send: (file) => void files.set(file.sha256, file),
  };
}

function neededFingerprints(job: LooseJob): readonly string[] {
  const inputs = job.kind === 'frame' ? [job.source] : inputsOf(job.request);
  return inputs.filter((input) => input.kind !== 'file').map(inputKey);
}

function idOf(jobs: ReadonlyMap<string, BareJob>, fingerprint: string): string {
  const job = jobs.get(fingerprint);
  if (job === undefined) throw new Error(`no job is listed for ${fingerprint}`);
  return job.id;
}
