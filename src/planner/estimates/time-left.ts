import type { Event } from '../../core/event.ts';
import { timesAsLong } from '../../core/times-as-long.ts';
import { type Job, jobsToMake, type Plan } from '../plan.ts';
import { type LaneFinder, wallTime } from './schedule.ts';

/** How long a run still takes, from what it was planned to take and what has happened in it. */
export interface TimeLeft {
  /** Handles an event at `now`, in seconds; gives the seconds left if there is a new estimate. */
  hear(event: Event, now: number): number | undefined;
}

/** Seconds of a run, and the share of a job, before which there is no estimate. */
const settled = { seconds: 2, share: 0.05 };
/** The share of a job from which it tells how long all of it takes, and so how long others will. */
const telling = 0.15;
/** The least time that a job still takes, as a share of the time that it has taken. */
const overdue = 0.1;
/**
 * The least weight of a new estimate beside the old ones: a single late job must not make the time jump. The first few have more,
 * up to all of it: the very first knows least.
 */
const weight = 0.3;
const early = 1.5;
/** Seconds between two estimates, and more for each job: going through a long plan takes time, too. */
const apart = 1;
const apartPerJob = 0.001;

export function timeLeft(plan: Plan, concurrency: number, lane: LaneFinder): TimeLeft {
  const jobs = new Map(jobsToMake(plan).map((job) => [job.id, job]));
  const begun = new Map<string, { readonly at: number; readonly share: number }>();
  const cases: { readonly took: number; readonly expected: number }[] = [];
  let start: number | undefined;
  let last = Number.NEGATIVE_INFINITY;
  let end = 0;
  let told = 0;

  const canBeTold = (now: number): boolean =>
    now - (start ?? now) >= settled.seconds &&
    (cases.length > 0 || [...begun.values()].some(({ share }) => share >= settled.share));

  function note(event: Event, now: number): boolean {
    switch (event.type) {
      case 'job-started':
      case 'job-resumed':
        start ??= now;
        begun.set(event.job, { at: now, share: 0 });
        return true;
      case 'job-progress':
        begun.set(event.job, { at: begun.get(event.job)?.at ?? now, share: event.progress });
        return true;
      case 'job-finished': {
        const job = jobs.get(event.job);
        if (job) cases.push({ took: event.seconds, expected: job.pace });
        return leave(event.job);
      }
      case 'job-failed':
      case 'job-skipped':
        return leave(event.job);
      default:
        return false;
    }
  }

  function leave(job: string): boolean {
    begun.delete(job);
    return jobs.delete(job);
  }

  /** What jobs that run will have taken, as far as they tell. */
  const runningCases = (now: number): typeof cases =>
    [...begun].flatMap(([id, { at, share }]) => {
      const job = jobs.get(id);
      return job && share >= telling ? [{ took: (now - at) / share, expected: job.pace }] : [];
    });

  function seconds(now: number): number {
    const times = timesAsLong([...cases, ...runningCases(now)]);
    const paceNow = (job: Job): number => {
      const expected = job.pace * times;
      const work = begun.get(job.id);
      if (work === undefined) return expected;
      const since = now - work.at;
      const byTime = Math.max(expected - since, since * overdue);
      return work.share < settled.share ? byTime : (byTime + (since * (1 - work.share)) / work.share) / 2;
    };
    const begunOnes = new Set(begun.keys());
    const left = [...jobs.values()].map((job) => ({ ...job, pace: paceNow(job) }));
    return wallTime(left, concurrency, lane, begunOnes) + plan.cutSeconds;
  }

  return {
    hear(event, now) {
      if (!note(event, now) || !canBeTold(now)) return undefined;
      if (now - last < apart + jobs.size * apartPerJob) return undefined;
      last = now;
      const opinion = now + seconds(now);
      told++;
      end += Math.max(weight, Math.min(1, early / told)) * (opinion - end);
      return Math.max(0, end - now);
    },
  };
}
