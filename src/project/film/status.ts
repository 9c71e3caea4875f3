import { grouped } from '../../core/grouped.ts';
import type { Holdings, LedgerEntry, Money } from '../../core/holdings.ts';
import type { Finding } from '../../judge/judgement.ts';
import type { Job, JobState, Outstanding, Plan, PlannedTake } from '../../planner/plan.ts';
import type { LoadedFilm } from './film.ts';
import { ledgerNow, type Sums, sumsOf } from './ledger.ts';

/** `status --json`, in the contract's shape. Money in US dollars. */
export interface Status {
  readonly schemaVersion: 1;
  readonly segments: readonly SegmentStatus[];
  /** Each try at a job, the first begun first: the ledger. */
  readonly attempts: readonly LedgerEntry[];
  /** How many records of the journal are lost, as a person accepted: what they were about is in no sum. */
  readonly lostRecords: number;
  /** What was spent on segments that are no longer in the storyboard. */
  readonly elsewhere: Sums;
  readonly spent: number;
  /** The same by price alone. */
  readonly planned: number;
  /** Of what is spent: what yielded no footage. */
  readonly lost: number;
  /** The price of what is in flight or may have been accepted, which may still be charged. */
  readonly reserved: number;
  /** The price of jobs that were accepted and failed, which may have been charged. */
  readonly maybeCharged: number;
}

/** With the money of all its attempts; segments that share a clip have it once. */
export interface SegmentStatus extends Sums {
  readonly id: string;
  /** The most serious of its jobs' states; `local` for the user's footage and for cards, which are not generated. */
  readonly state: JobState | 'local';
  /** Of the job that determines the segment's state. */
  readonly outstanding?: Outstanding;
  readonly takes: readonly TakeStatus[];
  /** What is wrong with the segment, if there is more to say than the state. */
  readonly error?: string;
  /** What `judge` has found in its footage; absent: nothing, or it was not judged. */
  readonly findings?: readonly Finding[];
}

/** With the money of all its attempts. */
export interface TakeStatus extends Sums {
  readonly take: number;
  readonly state: JobState;
  readonly outstanding?: Outstanding;
  /** The content hash of the take's clip, if there is one. */
  readonly clip?: string;
  /** Paid for the clips that it has, which other segments may share. */
  readonly cost: number;
  readonly provider: string;
  readonly picked: boolean;
}

/** What most needs a person comes first. */
const gravity: readonly JobState[] = ['unknown', 'failed', 'in-flight', 'changed', 'new', 'cached'];

/** The job that determines the state of its chain. */
const gravest = (jobs: readonly Job[]): Pick<Job, 'state' | 'reason' | 'outstanding'> =>
  jobs.toSorted((a, b) => gravity.indexOf(a.state) - gravity.indexOf(b.state))[0] ?? made;

const made = { state: 'cached', reason: 'made' } as const;

/** The status of each segment, from the plan and what the store holds. */
export function statusOf(film: LoadedFilm, plan: Plan, holdings: Holdings): Status {
  const jobs = new Map(plan.jobs.map((job) => [job.id, job]));
  const takes = bySegment(plan.takes);
  const attempts = ledgerNow(holdings.ledger(), plan);
  const tries = bySegment(attempts);
  const { segments } = film.storyboard;
  const ids = new Set(segments.map(({ id }) => id));
  return {
    schemaVersion: 1,
    segments: segments.map(({ id }) =>
      segmentStatus(id, takes.get(id) ?? [], { jobs, holdings, attempts: tries.get(id) ?? [] }),
    ),
    attempts,
    lostRecords: holdings.lostRecords,
    elsewhere: sumsOf(attempts.filter(({ segment }) => !ids.has(segment))),
    ...moneyIn(plan),
  };
}

const bySegment = <T extends { readonly segment: string }>(all: readonly T[]) =>
  grouped(all, ({ segment }) => segment);

/** With what is known of the footage. */
export function withFindings(status: Status, findings: readonly Finding[]): Status {
  const found = grouped(findings, ({ segment }) => segment);
  return {
    ...status,
    segments: status.segments.map((segment) => {
      const own = found.get(segment.id);
      return own ? { ...segment, findings: own } : segment;
    }),
  };
}

function moneyIn({ cost: { spent, planned, lost, reserved, maybeCharged } }: Plan): Money {
  return { spent, planned, lost, reserved, maybeCharged };
}

/** What the status of a segment is drawn from. */
interface About {
  readonly jobs: ReadonlyMap<string, Job>;
  readonly holdings: Holdings;
  /** The segment's. */
  readonly attempts: readonly LedgerEntry[];
}

function segmentStatus(id: string, planned: readonly PlannedTake[], about: About): SegmentStatus {
  const sums = sumsOf(about.attempts);
  if (planned.length === 0) return { id, state: 'local', ...sums, takes: [] };
  const chains = planned.map((take) => ({
    take,
    chain: take.jobs.map((job) => about.jobs.get(job)).filter((job) => job !== undefined),
  }));
  const { state, reason, outstanding } = gravest(chains.flatMap(({ chain }) => chain));
  const grave = state === 'failed' || state === 'unknown' || outstanding?.overdue !== undefined;
  return {
    id,
    state,
    ...(outstanding && { outstanding }),
    ...sums,
    takes: chains.map(({ take, chain }) => takeStatus(take, chain, about)),
    ...(grave && { error: reason }),
  };
}

function takeStatus(
  { take, picked }: PlannedTake,
  chain: readonly Job[],
  { holdings, attempts }: About,
): TakeStatus {
  const clips = chain.map((job) => holdings.clip(job.fingerprint));
  const clip = clips.at(-1)?.hash;
  const asked = chain.find((job) => job.kind !== 'frame');
  const { state, outstanding } = gravest(chain);
  return {
    take,
    state,
    ...(outstanding && { outstanding }),
    ...(clip !== undefined && { clip }),
    cost: clips.reduce((sum, one) => sum + (one?.cost ?? 0), 0),
    ...sumsOf(attempts.filter((attempt) => attempt.take === take)),
    provider: asked?.request.provider ?? '',
    picked,
  };
}
