import type { Request } from './request.ts';

/**
 * What the planner learns from the store, as pure look-ups: what was made, what was tried, what was requested last
 * time. Keyed by fingerprint, never by segment name, so that renaming is free; names are only used in explanations.
 */
export interface Holdings {
  /** The clip (or frame image) of this fingerprint's job, if its bytes are in the store. */
  clip(fingerprint: string): HeldClip | undefined;
  /** The state of the last attempt, if there is no clip. */
  attempt(fingerprint: string): HeldAttempt | undefined;
  /** Takes that `redo` ordered for this request class (a fingerprint with take 1), beyond the storyboard's own; ascending. */
  redone(requestClass: string): readonly number[];
  /** The last request made for this segment, take and link: for reasons only. */
  lastRequest(segment: string, take: number, link: number): Request | undefined;
  /** How long the latest jobs of this model took here, at most a handful. */
  took(provider: string, model: string): readonly Took[];
  /** Of all runs. */
  readonly money: Money;
  /** How many records of the journal are in no file any more, as a person accepted: what they were about is in no sum. */
  readonly lostRecords: number;
  /** Each attempt for the film, the first begun first. */
  ledger(): readonly LedgerEntry[];
}

/** US dollars. */
export interface Money {
  /** By the provider's own figures where it tells them, and otherwise by price. */
  readonly spent: number;
  /** The same by price alone: what was planned to be spent. */
  readonly planned: number;
  /** Of what is spent: what yielded no footage: its job failed, or its footage is gone. */
  readonly lost: number;
  /** The price of what is in flight or may have been accepted, which may still be charged. */
  readonly reserved: number;
  /** The price of jobs that were accepted and failed, where nobody has said whether that was charged. */
  readonly maybeCharged: number;
}

export const noMoney: Money = { spent: 0, planned: 0, lost: 0, reserved: 0, maybeCharged: 0 };

/** All that is spent, or may be: what counts toward a cap. */
export const committedOf = ({
  spent,
  reserved,
  maybeCharged,
}: Pick<Money, 'spent' | 'reserved' | 'maybeCharged'>): number => spent + reserved + maybeCharged;

/** Whether a price can be added without exceeding a cap, all in US dollars; reaching it exactly is allowed. */
export const fitsCap = (money: Money, price: number, cap: number): boolean =>
  // Sums of decimal fractions are off by about 1e-15.
  committedOf(money) + price <= cap + 1e-9;

/** One try at a job at a provider, with what it cost in US dollars. Times in ISO 8601; `null`: unknown, or none. */
export interface LedgerEntry extends Omit<Money, 'planned'> {
  /** Unique in the journal. */
  readonly attempt: string;
  /** The name of the storyboard that it was made for. */
  readonly storyboard: string;
  readonly segment: string;
  readonly take: number;
  /** Position in the segment's chain, from 1. */
  readonly link: number;
  readonly kind: Request['kind'];
  readonly provider: string;
  readonly model: string;
  /** SHA-256 of the request. */
  readonly request: string;
  /** The job's id at the provider. */
  readonly remote: string | null;
  readonly submitted: string;
  readonly accepted: string | null;
  readonly ended: string | null;
  readonly state:
    | 'unanswered'
    | 'in-flight'
    | 'made'
    /** Accepted, and failed at the provider. */
    | 'failed'
    /** Never accepted. */
    | 'refused'
    | 'not-created'
    | 'lost'
    /** What became of it was given up, so that it could be submitted again. */
    | 'given-up';
  readonly price: number;
  /** What the provider said that it will charge at most, when it accepted. */
  readonly estimate: number | null;
  /** What was charged, and according to whom. */
  readonly charged: number | null;
  readonly chargedBy: 'provider' | 'user' | null;
  /** SHA-256 of the clip's bytes. */
  readonly clip: string | null;
  /** Why there is none. */
  readonly message: string | null;
}

/** A job that one run followed from its submission until its clip was in the store. */
export interface Took {
  readonly request: Request;
  readonly seconds: number;
}

export interface HeldClip {
  /** SHA-256 of its bytes. */
  readonly hash: string;
  /** Its real length in seconds of picture; absent for a frame image. */
  readonly seconds?: number;
  /** US dollars paid. */
  readonly cost: number;
  /** The prompt that it was made with, if the request's own was refused. */
  readonly fallback?: string;
}

export type HeldAttempt =
  | { readonly kind: 'failed'; readonly message: string }
  /**
   * Submitted and accepted; a run resumes it. `price` in US dollars, here and below. `overdue`: it takes far longer than
   * usual; what the server last told of it, if anything.
   */
  | { readonly kind: 'in-flight'; readonly price: number; readonly overdue?: string }
  /** Paid for, but its clip is missing here; a run downloads it again. */
  | { readonly kind: 'missing'; readonly price: number }
  /** Submitted, and it is not known whether it was accepted. */
  | { readonly kind: 'unknown'; readonly price: number }
  /** Accepted and charged, but the provider no longer has it. */
  | { readonly kind: 'lost'; readonly price: number }
  /** The same, and somebody has agreed to pay for it once more. */
  | { readonly kind: 'given-up' };

export const emptyHoldings: Holdings = {
  clip: () => undefined,
  attempt: () => undefined,
  redone: () => [],
  lastRequest: () => undefined,
  took: () => [],
  money: noMoney,
  lostRecords: 0,
  ledger: () => [],
};
