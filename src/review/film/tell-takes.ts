import { sizeText } from '../../core/frames.ts';
import { grouped } from '../../core/grouped.ts';
import type { LedgerEntry } from '../../core/holdings.ts';
import type { Request } from '../../core/request.ts';
import type { Job, JobState, PlannedTake } from '../../planner/plan.ts';
import type { PlannedFilm } from '../../project/film/film.ts';
import { ledgerNow } from '../../project/film/ledger.ts';
import type { Attempt } from '../../store/attempt.ts';
import type { ShownAttempt, ShownTake } from './shown.ts';

type MadeAttempt = Extract<Attempt, { kind: 'made' }>;

/** What is known of the takes of all segments, looked up once. */
export interface TakesKnown {
  readonly jobs: ReadonlyMap<string, Job>;
  readonly planned: ReadonlyMap<string, readonly PlannedTake[]>;
  readonly ledger: ReadonlyMap<string, readonly LedgerEntry[]>;
  readonly made: ReadonlyMap<string, readonly MadeAttempt[]>;
  readonly holdings: PlannedFilm['holdings'];
  readonly fingerprints: ReadonlySet<string>;
}

export function knownTakes({ plan, holdings, attempts, names }: PlannedFilm): TakesKnown {
  const made = [...attempts()].filter(
    (one): one is MadeAttempt => one.kind === 'made' && names.has(one.intent.storyboard),
  );
  return {
    jobs: new Map(plan.jobs.map((job) => [job.id, job])),
    planned: grouped(plan.takes, ({ segment }) => segment),
    ledger: grouped(ledgerNow(holdings.ledger(), plan), ({ segment }) => segment),
    made: grouped(made, ({ intent }) => intent.segment),
    holdings,
    fingerprints: new Set(plan.jobs.map(({ fingerprint }) => fingerprint)),
  };
}

/** What most needs a person comes first. */
const gravity: readonly JobState[] = ['unknown', 'failed', 'in-flight', 'changed', 'new', 'cached'];

export const gravest = (jobs: readonly Job[]): Job | undefined =>
  jobs.toSorted((a, b) => gravity.indexOf(a.state) - gravity.indexOf(b.state))[0];

/** The takes of a segment, and then what was made for it before it asked for something else, the latest first. */
export function takesOf(segment: string, known: TakesKnown): readonly ShownTake[] {
  const planned = (known.planned.get(segment) ?? []).map((take) => plannedTake(take, known));
  const shown = new Set(planned.map(({ hash }) => hash));
  const earlier = (known.made.get(segment) ?? [])
    .filter(({ intent, clip }) => !known.fingerprints.has(intent.fingerprint) && !shown.has(clip.hash))
    .toReversed()
    .slice(0, mostEarlier);
  return [...planned, ...earlier.map((one) => earlierTake(one, known))];
}

const mostEarlier = 12;

function plannedTake({ segment, take, picked, jobs }: PlannedTake, known: TakesKnown): ShownTake {
  const chain = jobs.flatMap((id) => known.jobs.get(id) ?? []);
  const asked = chain.findLast((job) => job.kind !== 'frame');
  const grave = gravest(chain);
  const clips = chain.map((job) => known.holdings.clip(job.fingerprint));
  const clip = clips.at(-1);
  const isMade = grave?.state === 'cached' && clip !== undefined;
  const prompt = clip?.fallback ?? asked?.request.prompt ?? '';
  return {
    take,
    picked,
    state: grave?.state ?? 'cached',
    reason: grave?.reason ?? '',
    ...(isMade && { hash: clip.hash }),
    ...(isMade && clip.seconds !== undefined && { seconds: clip.seconds }),
    prompt,
    fallback: clip?.fallback !== undefined,
    ...(asked ? madeWith(asked.request) : { provider: '', model: '', size: '' }),
    paid: clips.reduce((sum, one) => sum + (one?.cost ?? 0), 0),
    price: chain.reduce((sum, job) => sum + job.cost, 0),
    attempts: attemptsAt(segment, take, known),
  };
}

function earlierTake({ intent, clip }: MadeAttempt, known: TakesKnown): ShownTake {
  const entry = known.ledger.get(intent.segment)?.find(({ attempt }) => attempt === intent.attempt);
  return {
    picked: false,
    state: 'cached',
    reason: 'made for what was asked for before',
    hash: clip.hash,
    ...(clip.seconds !== undefined && { seconds: clip.seconds }),
    prompt: clip.fallback ?? intent.request.prompt,
    fallback: clip.fallback !== undefined,
    ...madeWith(intent.request),
    ...{ paid: clip.cost, price: 0, attempts: entry ? [attemptOf(entry)] : [] },
  };
}

/** A seed decides as a model takes it: as an option, or as Storycut's own number of the draw. */
function madeWith(request: Request): Pick<ShownTake, 'provider' | 'model' | 'seed' | 'size'> {
  const { provider, model, options, variation, size } = request;
  const seed = Object.hasOwn(options, 'seed')
    ? String(options.seed)
    : variation > 1
      ? `variation ${variation}`
      : undefined;
  return { provider, model, size: sizeText(size), ...(seed !== undefined && { seed }) };
}

const attemptsAt = (
  segment: string,
  take: number,
  { ledger, fingerprints }: TakesKnown,
): readonly ShownAttempt[] =>
  (ledger.get(segment) ?? [])
    .filter((entry) => entry.take === take && fingerprints.has(entry.request))
    .map(attemptOf);

const attemptOf = ({ state, submitted, price, charged, message }: LedgerEntry): ShownAttempt => ({
  state,
  submitted,
  price: charged ?? price,
  ...(message !== null && { message }),
});
