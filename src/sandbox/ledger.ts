import type { Encoding } from './fields.ts';
import type { Operation } from './operation.ts';

/** One request, told while it is dealt with. */
export interface Asked {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  operation: Operation | undefined;
  /** Whether it came with a key: on another origin it must not. */
  readonly keyed: boolean;
  readonly away: boolean;
  encoding: Encoding | undefined;
  /** The names of what was sent. */
  fields: readonly string[];
  /** The fault that hit it. */
  fault: string | undefined;
  /** Undefined where it was never answered. */
  status: number | undefined;
}

/** What became of a video's footage. `waiting` to be fetched; `gone` before it was. */
export type Fetching = 'rendering' | 'waiting' | 'fetched' | 'gone' | 'failed';

/** One video that was asked for and made, and so would have been charged. */
export interface Paid {
  readonly id: string;
  readonly operation: Operation;
  readonly prompt: string;
  readonly model: string;
  readonly seconds: number;
  readonly cost: number;
  /** Equal for equal orders. */
  readonly order: string;
  /** Whether its job is one that fails. */
  readonly fails: boolean;
  /** How many equal orders there were that did not fail, this one counted. */
  readonly take: number;
}

/** All that came in, and all that was charged. */
export interface Ledger {
  readonly requests: readonly Asked[];
  readonly paid: readonly (Paid & { readonly footage: Fetching })[];
}
