import type { Random } from '../core/ports.ts';
import { JobTimes } from './job-times.ts';

/** How far, as a share, a poll may be before or after its time, so that polls don't coincide. */
const SPREAD = 0.25;
/** The least time between two polls near a job's end, as a share of the usual time. */
const CLOSEST = 0.02;
/** No extra poll is worth it if the one that is planned comes within this many delays. */
const SOON = 2.5;

/** Milliseconds until the next poll where nothing else is known: the delay that its provider's client has. */
export const spreadOut = (delay: number, random: Random): number =>
  Math.ceil(delay * (1 - SPREAD + 2 * SPREAD * random.next()));

export interface Waited {
  /** How many polls there were before. */
  readonly polls: number;
  /** Milliseconds since it was accepted. */
  readonly since: number;
}

/**
 * Milliseconds until the next poll of a job. `delay` is its provider's own; in the time in which others like it have ended, polls
 * come when it is most likely that it has ended, too, so that this is noticed soon with few polls. After that time they come
 * further and further apart.
 */
export function pollIn(delay: number, { polls, since }: Waited, times: JobTimes, random: Random): number {
  const own = spreadOut(delay, random);
  const closest = times.usual * CLOSEST;
  const due = times.pollAt(since);
  // In whole milliseconds: a clock does not get on by the billionth of one.
  if (due === undefined) return Math.ceil(Math.min(own, Math.max(since - times.longest, closest)));
  const left = due - since;
  if (left > SOON * delay) return own;
  return Math.ceil(polls === 0 ? left : Math.max(left, closest));
}

/** How long jobs take, by kind. */
export class TimesByKind {
  readonly #times = new Map<string, JobTimes>();

  /** `expected`, in milliseconds, is believed until jobs of that kind have ended. */
  of(kind: string, expected: number): JobTimes {
    const times = this.#times.get(kind) ?? new JobTimes(expected);
    this.#times.set(kind, times);
    return times;
  }
}
