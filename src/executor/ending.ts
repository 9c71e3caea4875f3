import type { Diagnostic } from '../core/diagnostic.ts';
import type { Failure } from '../providers/provider.ts';
import type { Attempt } from '../store/attempt.ts';

/** How a job's turn ended. */
export type Ending =
  /** Its clip is in the store and recorded. */
  | { readonly kind: 'made'; readonly clip: string; readonly cost: number; readonly price: number }
  | { readonly kind: 'failed'; readonly diagnostic: Diagnostic }
  | Stopped;

/** Left unchanged for the next run: `because` of another job, or `interrupted`. */
export interface Stopped {
  readonly kind: 'stopped';
  readonly because: string;
}

export type Open = Extract<Attempt, { kind: 'open' }>;
export type Accepted = Extract<Attempt, { kind: 'accepted' }>;

/** The provider has it. */
export interface UnderWay {
  readonly kind: 'accepted';
  readonly attempt: Accepted;
}

/** Somebody else has submitted the same, or settled it, meanwhile. */
export interface Overtaken {
  readonly kind: 'overtaken';
  readonly attempt: Attempt;
}

/** An attempt that failed; the failure decides whether another follows. */
export interface Refused {
  readonly kind: 'refused';
  readonly failure: Failure;
  /** Why another attempt follows that is not the request's fault and doesn't count against its attempts. */
  readonly onceMore?: Diagnostic;
}

export const interrupted: Stopped = { kind: 'stopped', because: 'interrupted' };
export const failed = (diagnostic: Diagnostic): Ending => ({ kind: 'failed', diagnostic });
