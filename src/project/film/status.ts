import type { Holdings, Money } from '../../core/holdings.ts';
import type { Job, JobState, Outstanding, Plan, PlannedTake } from '../../planner/plan.ts';
import type { LoadedFilm } from './film.ts';

/** `status --json`, in the contract's shape. Money in US dollars. */
export interface Status {
  readonly schemaVersion: 1;
  readonly segments: readonly SegmentStatus[];
  readonly spent: number;
  /** The same by price alone. */
  readonly planned: number;
  /** Of what is spent: what yielded no footage. */
  readonly lost: number;
  /** The price of what is in flight or was never answered, which may still be charged. */
  readonly reserved: number;
  /** The price of jobs that were accepted and failed, which may have been charged. */
  readonly maybeCharged: number;
}

export interface SegmentStatus {
  readonly id: string;
  /** The most serious of its jobs' states; `local` for the user's footage and for cards, which are not generated. */
  readonly state: JobState | 'local';
  /** Of the job that determines the segment's state. */
  readonly outstanding?: Outstanding;
  readonly takes: readonly TakeStatus[];
  /** What is wrong with the segment, if there is more to say than the state. */
  readonly error?: string;
}

export interface TakeStatus {
  readonly take: number;
  readonly state: JobState;
  readonly outstanding?: Outstanding;
  /** The content hash of the take's clip, if there is one. */
  readonly clip?: string;
  /** Paid for its jobs so far. */
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
  const takes = new Map<string, PlannedTake[]>();
  for (const take of plan.takes) takes.set(take.segment, [...(takes.get(take.segment) ?? []), take]);
  return {
    schemaVersion: 1,
    segments: film.storyboard.segments.map(({ id }) =>
      segmentStatus(id, takes.get(id) ?? [], jobs, holdings),
    ),
    ...moneyIn(plan),
  };
}

function moneyIn({ cost: { spent, planned, lost, reserved, maybeCharged } }: Plan): Money {
  return { spent, planned, lost, reserved, maybeCharged };
}

function segmentStatus(
  id: string,
  planned: readonly PlannedTake[],
  jobs: ReadonlyMap<string, Job>,
  holdings: Holdings,
): SegmentStatus {
  if (planned.length === 0) return { id, state: 'local', takes: [] };
  const chains = planned.map((take) => ({
    take,
    chain: take.jobs.map((job) => jobs.get(job)).filter((job) => job !== undefined),
  }));
  const { state, reason, outstanding } = gravest(chains.flatMap(({ chain }) => chain));
  const grave = state === 'failed' || state === 'unknown';
  return {
    id,
    state,
    ...(outstanding && { outstanding }),
    takes: chains.map(({ take, chain }) => takeStatus(take, chain, holdings)),
    ...(grave && { error: reason }),
  };
}

function takeStatus(take: PlannedTake, chain: readonly Job[], holdings: Holdings): TakeStatus {
  const clips = chain.map((job) => holdings.clip(job.fingerprint));
  const clip = clips.at(-1)?.hash;
  const asked = chain.find((job) => job.kind !== 'frame');
  const { state, outstanding } = gravest(chain);
  return {
    take: take.take,
    state,
    ...(outstanding && { outstanding }),
    ...(clip !== undefined && { clip }),
    cost: clips.reduce((sum, one) => sum + (one?.cost ?? 0), 0),
    provider: asked?.request.provider ?? '',
    picked: take.picked,
  };
}
