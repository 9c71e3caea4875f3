import type { Random } from '../core/ports.ts';
import type { ProviderJob } from '../planner/plan.ts';
import type { Failure } from '../providers/provider.ts';

/** The progress of a job in this run. */
export interface Course {
  /** 0 for the request's own prompt, n for the n-th fallback. */
  readonly prompt: number;
  /** Submissions with this prompt that count against `attempts`. */
  readonly tries: number;
  /** Number of rate limits by the provider. */
  readonly waits: number;
  /** Submissions in all. */
  readonly attempt: number;
}

export const firstCourse: Course = { prompt: 0, tries: 1, waits: 0, attempt: 1 };

/** A busy account is worth waiting for, since it says nothing about the job; 20 waits take about ten minutes. */
const MOST_WAITS = 20;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 60_000;
/** Upper limit of a provider's `Retry-After`: a run that waits longer looks hung, and the cause has often passed. */
const LONGEST_RETRY_AFTER = 600_000;

/** Milliseconds that a provider asks to wait, capped. */
export const askedWait = ({ retryAfter = 0 }: Pick<Failure, 'retryAfter'>): number =>
  Math.min(retryAfter, LONGEST_RETRY_AFTER);

/** What to submit next after a failure, or undefined to give up. */
export function nextCourse(course: Course, failure: Failure, job: ProviderJob): Course | undefined {
  // Whoever cancelled it may have meant it: a person sees the price before it is ordered again.
  if (failure.reason === 'cancelled') return undefined;
  const attempt = course.attempt + 1;
  if (failure.again && failure.reason === 'rate' && course.waits < MOST_WAITS) {
    return { ...course, waits: course.waits + 1, attempt };
  }
  if (failure.again && course.tries < job.attempts) return { ...course, tries: course.tries + 1, attempt };
  if (isAboutPrompt(failure) && course.prompt < job.fallbacks.length) {
    return { prompt: course.prompt + 1, tries: 1, waits: 0, attempt };
  }
  return undefined;
}

/** What to submit next after an attempt that failed through no fault of the request. */
export const sameCourse = (course: Course): Course => ({ ...course, attempt: course.attempt + 1 });

/** Whether another prompt may work. */
const isAboutPrompt = ({ reason }: Failure): boolean =>
  reason === 'moderation' || reason === 'invalid' || reason === 'other';

/** Whether the failure is about the account: no other job at that provider would succeed. */
export const haltsProvider = (failure: Failure): boolean =>
  failure.reason === 'quota' || failure.reason === 'permission';

/**
 * Milliseconds before the n-th repetition (from 1): doubling, with full jitter so that jobs don't synchronize, and
 * never less than the provider asks for, up to a cap.
 */
export function backOff(n: number, failure: Pick<Failure, 'retryAfter'>, random: Random): number {
  const own = random.next() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** n);
  return Math.max(own, askedWait(failure));
}
