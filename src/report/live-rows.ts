import { timesAsLong } from '../core/times-as-long.ts';
import type { Job, Plan } from '../planner/plan.ts';
import type { JobAtWork, Standing } from '../project/events/standing.ts';

/** A take that is being made or waits, as of now. */
export interface LiveRow {
  readonly segment: string;
  /** Absent where the segment has one take. */
  readonly take?: number;
  readonly state: LiveState;
  /** Of its work, in [0, 1]. */
  readonly share: number;
  /** Absent where nothing is known: it waits, or takes far longer than usual. */
  readonly secondsLeft?: number;
  /** US dollars. */
  readonly cost: number;
}

export type LiveState =
  | { readonly kind: 'waiting' }
  /** `link` of `links`: which footage of its chain. */
  | { readonly kind: Job['kind']; readonly link: number; readonly links: number; readonly attempt?: number }
  | { readonly kind: 'repeating'; readonly what: NonNullable<JobAtWork['repeats']> }
  | { readonly kind: 'overdue' };

/** The jobs of one take that a run makes, in their order. */
export interface TakeToMake {
  readonly segment: string;
  readonly take?: number;
  readonly jobs: readonly Job[];
}

/** What a run of this plan makes, take by take. */
export function takesToMake({ jobs, takes }: Plan): readonly TakeToMake[] {
  const several = new Set(takes.filter(({ take }) => take > 1).map(({ segment }) => segment));
  const found = new Map<string, TakeToMake & { readonly jobs: Job[] }>();
  for (const job of jobs) {
    if (job.state === 'cached') continue;
    const { segment, take } = job;
    const key = `${segment}#${take}`;
    const one = found.get(key) ?? { segment, ...(several.has(segment) && { take }), jobs: [] };
    one.jobs.push(job);
    found.set(key, one);
  }
  return [...found.values()];
}

/** Those at work, and those that wait, each in the film's order. What is over has its line above. */
export function takesAsOfNow(
  takes: readonly TakeToMake[],
  { working, over }: Pick<Standing, 'working' | 'over'>,
): { readonly atWork: readonly TakeToMake[]; readonly waiting: readonly TakeToMake[] } {
  const atWork = takes.filter(({ jobs }) => jobs.some(({ id }) => working.has(id)));
  const waiting = takes.filter(
    ({ jobs }) => jobs.some(({ id }) => !over.has(id)) && !jobs.some(({ id }) => working.has(id)),
  );
  return { atWork, waiting };
}

/** The share of a job from which it tells how long others take. */
const telling = 0.15;
/** What the latest took says enough. */
const mostCases = 50;

/** How many times as long as planned the jobs of a run take, by those that are made and by those at work. */
export function timesAsPlanned(
  takes: readonly TakeToMake[],
  { working, over }: Pick<Standing, 'working' | 'over'>,
  now: number,
): number {
  const planned = new Map(takes.flatMap(({ jobs }) => jobs.map(({ id, pace }) => [id, pace] as const)));
  const made = [...over].flatMap(([id, end]) =>
    end.kind === 'made' ? [{ took: end.seconds, expected: planned.get(id) ?? 0 }] : [],
  );
  const begun = [...working].flatMap(([id, { since, progress }]) =>
    progress < telling ? [] : [{ took: secondsSince(since, now) / progress, expected: planned.get(id) ?? 0 }],
  );
  return timesAsLong([...made.slice(-mostCases), ...begun]);
}

const secondsSince = (since: string, now: number): number => Math.max(0, (now - Date.parse(since)) / 1000);

/** `now` in milliseconds since 1970; `times` as long as planned is how long jobs take. */
export function liveRow(
  { jobs, ...named }: TakeToMake,
  { working, over }: Pick<Standing, 'working' | 'over'>,
  { now, times }: { readonly now: number; readonly times: number },
): LiveRow {
  const job = jobs.find(({ id }) => working.has(id));
  const at = job && working.get(job.id);
  const all = paceOf(jobs);
  const done = jobs.reduce(
    (sum, { id, pace }) => sum + (over.has(id) ? pace : (working.get(id)?.progress ?? 0) * pace),
    0,
  );
  const ahead = times * paceOf(jobs.filter(({ id }) => !over.has(id) && !working.has(id)));
  const left = job && at && secondsLeft(times * job.pace, at, now);
  return {
    ...named,
    state: job && at ? stateOf(job, at, jobs) : { kind: 'waiting' },
    share: all > 0 ? done / all : 0,
    ...(left !== undefined && { secondsLeft: left + ahead }),
    cost: jobs.reduce((sum, { cost }) => sum + cost, 0),
  };
}

function stateOf(job: Job, at: JobAtWork, jobs: readonly Job[]): LiveState {
  if (at.repeats) return { kind: 'repeating', what: at.repeats };
  if (at.overdue) return { kind: 'overdue' };
  const made = jobs.filter(({ kind }) => kind !== 'frame');
  return {
    ...{ kind: job.kind, link: made.indexOf(job) + 1, links: made.length },
    ...(at.attempt !== undefined && { attempt: at.attempt }),
  };
}

/** The share of a job from which its own progress says more than what such jobs usually take. */
const settled = 0.05;

/** By its progress and by how long such jobs take, as far as either is known. */
function secondsLeft(pace: number, { since, progress, overdue, repeats }: JobAtWork, now: number) {
  if (overdue || repeats) return undefined;
  const took = secondsSince(since, now);
  const byPace = Math.max(0, pace - took);
  if (progress < settled) return byPace > 0 ? byPace : undefined;
  const byProgress = (took * (1 - progress)) / progress;
  // Half-way, a job tells all of it.
  const trust = byPace > 0 ? Math.min(1, 2 * progress) : 1;
  return byPace * (1 - trust) + byProgress * trust;
}

const paceOf = (jobs: readonly Job[]): number => jobs.reduce((sum, { pace }) => sum + pace, 0);

/** The share of all footage that is made, by how long each job usually takes. In [0, 1]. */
export function shareMade(takes: readonly TakeToMake[], { working, over }: Standing): number {
  const jobs = takes.flatMap((take) => take.jobs);
  const weight = paceOf(jobs) > 0 ? (job: Job): number => job.pace : () => 1;
  let [all, done] = [0, 0];
  for (const job of jobs) {
    all += weight(job);
    done += weight(job) * (over.has(job.id) ? 1 : (working.get(job.id)?.progress ?? 0));
  }
  return all > 0 ? Math.min(1, done / all) : 0;
}
