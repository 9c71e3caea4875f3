import type { Request } from '../core/request.ts';
import type { ProviderData } from './capabilities.ts';

/** The port to who makes footage. Each call is one exchange; retries and waiting are the executor's. */
export interface Provider {
  readonly data: ProviderData;
  /** Asks for footage. Called once for each durable intent. */
  submit(submission: Submission, signal: AbortSignal): Promise<Submitted>;
  /** How a job is doing. May wait for news, for at most a few seconds. */
  poll(remote: string, signal: AbortSignal): Promise<Polled>;
  /** Writes the finished footage to `file`, which does not exist yet. The executor verifies it. */
  download(remote: string, file: string, signal: AbortSignal): Promise<Downloaded>;
  /** Milliseconds to wait before the n-th poll of a job (from 0). */
  pollDelay(n: number): number;
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
  readonly again: boolean;
}
