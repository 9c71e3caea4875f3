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
}

/** US dollars. */
export interface Money {
  /** By the provider's own figures where it tells them, and otherwise by price. */
  readonly spent: number;
  /** The same by price alone: what was planned to be spent. */
  readonly planned: number;
  /** Of what is spent: what yielded no footage: its job failed, or its footage is gone. */
  readonly lost: number;
  /** The price of what is in flight or was never answered, which may still be charged. */
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
  /** Submitted and accepted; a run resumes it. `price` in US dollars, here and below. */
  | { readonly kind: 'in-flight'; readonly price: number }
  /** Paid for, but its clip is missing here; a run downloads it again. */
  | { readonly kind: 'missing'; readonly price: number }
  /** Submitted, but never answered. */
  | { readonly kind: 'unknown'; readonly price: number }
  /** Accepted and charged, but the provider no longer has it. */
  | { readonly kind: 'lost'; readonly price: number };

export const emptyHoldings: Holdings = {
  clip: () => undefined,
  attempt: () => undefined,
  redone: () => [],
  lastRequest: () => undefined,
  took: () => [],
  money: noMoney,
};
