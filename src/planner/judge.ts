import type { Holdings } from '../core/holdings.ts';
import { type Input, inputKey, type Request } from '../core/request.ts';
import { unreachable } from '../core/result.ts';
import { changesOf } from './changes.ts';
import type { BareJob } from './job-list.ts';
import type { Job, JobState } from './plan.ts';

interface Verdict {
  readonly state: JobState;
  readonly reason: string;
}

/** Compares jobs with what is in the store, those that others need first. `price` in US dollars. */
export function judge(
  jobs: readonly BareJob[],
  holdings: Holdings,
  price: (request: Request) => number,
): readonly Job[] {
  const judged = new Map<string, Job>();
  for (const job of jobs)
    judged.set(job.fingerprint, withVerdict(job, verdictOn(job, holdings, judged), price));
  return [...judged.values()];
}

function withVerdict(job: BareJob, { state, reason }: Verdict, price: (request: Request) => number): Job {
  if (job.kind === 'frame') return { ...job, state, reason, cost: 0 };
  return { ...job, state, reason, cost: isPaid(state) ? 0 : price(job.request) };
}

/** What is rendering, or may be, is paid or reserved already. */
const isPaid = (state: JobState): boolean =>
  state === 'cached' || state === 'in-flight' || state === 'unknown';

function verdictOn(job: BareJob, holdings: Holdings, judged: ReadonlyMap<string, Job>): Verdict {
  if (holdings.clip(job.fingerprint) !== undefined) return { state: 'cached', reason: 'made' };
  const attempt = holdings.attempt(job.fingerprint);
  switch (attempt?.kind) {
    case 'in-flight':
      return { state: 'in-flight', reason: 'rendering at the provider; a run takes it up again' };
    case 'unknown':
      return { state: 'unknown', reason: `submitted and never answered: storycut resolve ${job.segment}` };
    case 'failed':
      return { state: 'failed', reason: `failed last time: ${attempt.message}` };
    case undefined:
      return job.kind === 'frame' ? verdictOnFrame(job, judged) : verdictOnRequest(job, holdings, judged);
    default:
      return unreachable(attempt);
  }
}

function verdictOnFrame(
  { source }: Extract<BareJob, { kind: 'frame' }>,
  judged: ReadonlyMap<string, Job>,
): Verdict {
  const from = judged.get(inputKey(source));
  const waits = from !== undefined && from.state !== 'cached';
  return { state: 'new', reason: waits ? `its source ${from.id} will be made first` : 'never made' };
}

function verdictOnRequest(
  { request, segment, take, link }: Exclude<BareJob, { kind: 'frame' }>,
  holdings: Holdings,
  judged: ReadonlyMap<string, Job>,
): Verdict {
  const last = holdings.lastRequest(segment, take, link);
  if (last === undefined) return { state: 'new', reason: 'never made' };
  const changes = changesOf(last, request, (before, now) => sourceChange(before, now, judged));
  if (changes.length === 0) return { state: 'new', reason: 'its clip is no longer in the store' };
  return { state: 'changed', reason: changes.join(', ') };
}

function sourceChange(before: Input, now: Input, judged: ReadonlyMap<string, Job>): string {
  const [old, source] = [judged.get(origin(before)), judged.get(origin(now))];
  if (source === undefined) return 'the footage it starts from changed';
  if (old !== undefined && old.segment === source.segment && old.take !== source.take) {
    return `another take of ${source.segment} is picked`;
  }
  return source.state === 'cached'
    ? `its source ${source.id} changed`
    : `its source ${source.id} will be made again`;
}

/** The fingerprint of the job whose footage an input is, or is the last frame of. */
const origin = (input: Input): string => (input.kind === 'file' ? input.sha256 : input.fingerprint);
