import type { Encoding } from './fields.ts';
import type { Operation } from './operation.ts';

/** One request, recorded while it is handled. */
export interface Asked {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  operation: Operation | undefined;
  /** Whether it came with a key; on another origin it must not. */
  readonly keyed: boolean;
  readonly away: boolean;
  encoding: Encoding | undefined;
  /** The names of the fields that were sent. */
  fields: readonly string[];
  /** The fault that was applied. */
  fault: string | undefined;
  /** Undefined if it was never answered. */
  status: number | undefined;
}

/** What became of a video's footage. `waiting`: not fetched yet; `gone`: deleted before it was fetched. */
export type Fetching = 'rendering' | 'waiting' | 'fetched' | 'gone' | 'failed';

/** A video that was ordered and made, and so would have been charged. */
export interface Paid {
  readonly id: string;
  readonly operation: Operation;
  readonly prompt: string;
  readonly model: string;
  readonly seconds: number;
  /** US dollars; less if the job is cancelled. */
  cost: number;
  /** Equal for equal orders. */
  readonly order: string;
  /** Whether its job is meant to fail. */
  readonly fails: boolean;
  /** The number of equal orders that did not fail, including this one. */
  readonly take: number;
}

/** All requests received and everything charged. */
export interface Ledger {
  readonly requests: readonly Asked[];
  readonly paid: readonly (Paid & { readonly footage: Fetching })[];
}
