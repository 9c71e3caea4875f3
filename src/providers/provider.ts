import type { Params } from '../core/diagnostic.ts';
import type { Size } from '../core/frames.ts';
import type { Request } from '../core/request.ts';
import type { ProviderData } from './capabilities.ts';

/** The port to who makes footage. Each call is one exchange; retries and waiting are the executor's. */
export interface Provider {
  readonly data: ProviderData;
  /** Requests footage. Called once for each durable intent. */
  submit(submission: Submission, signal: AbortSignal): Promise<Submitted>;
  /** The state of a job. May wait for a change, for a few seconds at most. */
  poll(remote: string, signal: AbortSignal): Promise<Polled>;
  /** Writes the finished footage to `file`, which does not exist yet. The executor verifies it. */
  download(remote: string, file: string, signal: AbortSignal): Promise<Downloaded>;
  /** Milliseconds to wait before the n-th poll of a job (from 0). The executor randomizes these. */
  pollDelay(n: number): number;
  /**
   * The jobs of this account, at least those that were created since then (milliseconds since 1970), where the server can
   * tell: a submission that was never answered is looked for among them.
   */
  list?(since: number, signal: AbortSignal): Promise<Listed>;
  /** Deletes a finished job with its footage, if the server can. */
  delete?(remote: string, signal: AbortSignal): Promise<Deleted>;
}

/** A request with its media at hand: for each input, by `inputKey`, a file and, where this provider made it, its id there. */
export interface Submission {
  readonly attempt: string;
  readonly request: Request;
  readonly inputs: ReadonlyMap<string, { readonly file: string; readonly remote?: string }>;
}

export type Submitted =
  | { readonly kind: 'accepted'; readonly remote: string }
  /** Certainly not created and not charged. */
  | { readonly kind: 'rejected'; readonly failure: Failure }
  /** May or may not have been created: never repeated without an answer. */
  | { readonly kind: 'unknown'; readonly failure: Failure };

export type Polled =
  | { readonly kind: 'waiting'; readonly progress?: number }
  | { readonly kind: 'completed' /** Milliseconds since 1970. */; readonly expires?: number }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** The exchange failed, not the job: ask again. */
  | { readonly kind: 'unreachable'; readonly failure: Failure }
  /** The provider knows no such job any more. */
  | { readonly kind: 'gone' };

export type Downloaded =
  | { readonly kind: 'done' }
  | { readonly kind: 'unreachable'; readonly failure: Failure }
  | { readonly kind: 'gone' };

export type Listed =
  /** `whole`: the list was read, in an order that was seen to hold, past the time that was asked for, or to its end. */
  | { readonly kind: 'listed'; readonly jobs: readonly ListedJob[]; readonly whole: boolean }
  | { readonly kind: 'unreachable'; readonly failure: Failure };

export type Deleted =
  /** It is not there any more, or was not there. */
  { readonly kind: 'done' } | { readonly kind: 'unreachable'; readonly failure: Failure };

/** A job as the server tells of it. What it does not tell is absent, which is not the same as different. */
export interface ListedJob {
  readonly remote: string;
  /** Milliseconds since 1970 by this machine's clock, as far as the server tells its own. */
  readonly created?: number;
  readonly model?: string;
  readonly prompt?: string;
  /** Of the whole footage; for an extension that is the source and the new part. */
  readonly seconds?: number;
  readonly size?: Size;
}

/** Why, in words for people. `again`: whether the same request may be tried again. */
export interface Failure {
  readonly reason:
    | 'moderation'
    | 'invalid'
    | 'quota'
    | 'permission'
    | 'rate'
    | 'capacity'
    | 'network'
    | 'environment'
    | 'other';
  readonly message: string;
  readonly help?: string;
  /** The values that the two name. */
  readonly params?: Params;
  readonly again: boolean;
  /** Milliseconds that the provider asks to wait before that. */
  readonly retryAfter?: number;
}
