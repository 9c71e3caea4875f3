import type { Holdings } from '../../core/holdings.ts';
import { type Input, inputKey, inputsOf } from '../../core/request.ts';
import { unreachable } from '../../core/result.ts';
import type { ProviderData } from '../../providers/capabilities.ts';
import type { BareFrameJob, BareJob, BareProviderJob } from '../chains/job-list.ts';
import type { Estimator } from '../estimates/estimator.ts';
import { isSettled, type Job, type JobState, type Outstanding } from '../plan.ts';
import { changesOf } from './changes.ts';

interface Verdict {
  readonly state: JobState;
  readonly reason: string;
  readonly outstanding?: Outstanding;
}

/** What jobs are compared with. */
export interface Known {
  readonly holdings: Holdings;
  /** Whether footage that its provider lost is regenerated and paid for again. */
  readonly payAgain: boolean;
  readonly providers: ReadonlyMap<string, ProviderData>;
}

/** Compares jobs with what is in the store, starting with those that others need. */
export function judge(
  jobs: readonly BareJob[],
  known: Known,
  estimate: Pick<Estimator, 'dollars' | 'pace'>,
): readonly Job[] {
  const judged = new Map<string, Job>();
  return jobs.map((bare) => {
    const verdict = verdictOn(bare, known, judged);
    const job = withVerdict(bare, neededBy(bare, judged), verdict, estimate);
    judged.set(job.fingerprint, job);
    return job;
  });
}

const nothing: readonly string[] = [];

/** The ids of the jobs that must be done before: those that make what it starts from or sends. */
function neededBy(bare: BareJob, judged: ReadonlyMap<string, Job>): readonly string[] {
  const inputs = bare.kind === 'frame' ? [bare.source] : inputsOf(bare.request);
  const made = inputs.filter(({ kind }) => kind !== 'file');
  if (made.length === 0) return nothing;
  return made.map((input) => {
    const job = judged.get(inputKey(input));
    if (job === undefined) throw new Error(`${bare.id} was listed before what it needs`);
    return job.id;
  });
}

/** Written out, because a plan has many jobs, and spread objects are slow to make and to read. */
function withVerdict(
  bare: BareJob,
  needs: readonly string[],
  { state, reason, outstanding }: Verdict,
  estimate: Pick<Estimator, 'dollars' | 'pace'>,
): Job {
  const { id, segment, take, link, fingerprint } = bare;
  const pace = estimate.pace(bare);
  if (bare.kind === 'frame') {
    const { kind, source, at } = bare;
    const frame = { id, segment, take, link, needs, fingerprint, state, reason, cost: 0, pace, kind, source };
    return at === undefined ? frame : { ...frame, at };
  }
  const { kind, request, fallbacks, attempts, holds } = bare;
  const cost = isSettled(state) ? 0 : estimate.dollars(request);
  return {
    id,
    segment,
    take,
    link,
    needs,
    fingerprint,
    state,
    reason,
    cost,
    pace,
    kind,
    request,
    fallbacks,
    attempts,
    holds,
    ...(outstanding && { outstanding }),
  };
}

function verdictOn(job: BareJob, known: Known, judged: ReadonlyMap<string, Job>): Verdict {
  const { holdings } = known;
  const clip = holdings.clip(job.fingerprint);
  if (clip !== undefined) return { state: 'cached', reason: madeOf(job, clip.fallback) };
  const attempt = holdings.attempt(job.fingerprint);
  switch (attempt?.kind) {
    case 'in-flight': {
      const { overdue = '' } = attempt;
      const said = overdue === '' ? '' : `the provider last said: ${overdue}; `;
      return { state: 'in-flight', reason: `${said}the next run resumes it`, outstanding: attempt };
    }
    case 'missing': {
      const { kind, price } = attempt;
      const reason = 'its clip is missing from the store; the next run downloads it again';
      return { state: 'in-flight', reason, outstanding: { kind, price } };
    }
    case 'unknown':
      return verdictOnUnanswered(job, attempt.price, known);
    case 'lost':
      return verdictOnLost(job, attempt.price, known);
    case 'failed':
      return { state: 'failed', reason: `failed last time: ${attempt.message}` };
    case 'given-up':
      return { state: 'new', reason: 'its footage was lost, and is paid for again, as you agreed' };
    case undefined:
      return job.kind === 'frame' ? verdictOnFrame(job, judged) : verdictOnRequest(job, holdings, judged);
    default:
      return unreachable(attempt);
  }
}

function verdictOnUnanswered(job: BareJob, price: number, { providers }: Known): Verdict {
  const provider = providerOf(job, providers);
  if (provider?.resubmit === 'safe') return { state: 'new', reason: 'the last run ended before it was made' };
  const looked = provider?.lists ? `the next run looks for it at ${provider.name}, or run ` : 'run ';
  return {
    state: 'unknown',
    reason: `submitted, and maybe accepted: ${looked}\`storycut resolve ${job.segment}\` with --adopt ID or --not-created`,
    outstanding: { kind: 'unanswered', price },
  };
}

function verdictOnLost(job: BareJob, price: number, { providers, payAgain }: Known): Verdict {
  if (providerOf(job, providers)?.resubmit === 'safe')
    return { state: 'failed', reason: 'its footage is lost' };
  if (payAgain)
    return { state: 'failed', reason: 'its footage is lost: it is regenerated and paid for again' };
  return {
    state: 'unknown',
    reason: `paid for, but its footage is lost: run \`storycut resolve ${job.segment} --pay-again\``,
    outstanding: { kind: 'lost', price },
  };
}

const providerOf = (job: BareJob, providers: Known['providers']): ProviderData | undefined =>
  job.kind === 'frame' ? undefined : providers.get(job.request.provider);

/** Says so if a clip is not from the prompt in the storyboard. */
function madeOf(job: BareJob, fallback: string | undefined): string {
  if (fallback === undefined || job.kind === 'frame') return 'made';
  const n = job.fallbacks.indexOf(fallback) + 1;
  return n > 0
    ? `made with fallback ${n}, after the prompt was refused or failed`
    : 'made with an earlier fallback';
}

function verdictOnFrame({ source }: BareFrameJob, judged: ReadonlyMap<string, Job>): Verdict {
  const from = judged.get(inputKey(source));
  const waits = from !== undefined && from.state !== 'cached';
  return { state: 'new', reason: waits ? `its source ${from.id} will be made first` : 'never made' };
}

function verdictOnRequest(
  { request, segment, take, link }: BareProviderJob,
  holdings: Holdings,
  judged: ReadonlyMap<string, Job>,
): Verdict {
  const last = holdings.lastRequest(segment, take, link);
  if (last === undefined)
    return {
      state: 'new',
      reason: isAnother({ segment, take, link }, holdings) ? 'a new take' : 'never made',
    };
  const changes = changesOf(last, request, (before, now) => sourceChange(before, now, judged));
  if (changes.length === 0) return { state: 'new', reason: 'its clip is no longer in the store' };
  return { state: 'changed', reason: changes.join(', ') };
}

/** Takes below another that are looked at: more than can be picked. In a journal from somebody else, that may be any number. */
const mostEarlier = 1000;

/** Whether the segment already has takes, and one more was ordered. */
function isAnother(
  { segment, take, link }: Pick<Job, 'segment' | 'take' | 'link'>,
  holdings: Holdings,
): boolean {
  for (let earlier = 1; earlier < take && earlier <= mostEarlier; earlier++) {
    if (holdings.lastRequest(segment, earlier, link) !== undefined) return true;
  }
  return false;
}

function sourceChange(before: Input, now: Input, judged: ReadonlyMap<string, Job>): string {
  const [old, source] = [judged.get(origin(before)), judged.get(origin(now))];
  if (source === undefined) return 'the footage it starts from changed';
  if (old !== undefined && old.segment === source.segment && old.take !== source.take) {
    return `another take of ${source.segment} is picked`;
  }
  return source.state === 'cached'
    ? `its source ${source.id} changed`
    : `its source ${source.id} will be regenerated`;
}

/** The fingerprint of the job whose footage an input is, or is the last frame of. */
const origin = (input: Input): string => (input.kind === 'file' ? input.sha256 : input.fingerprint);
