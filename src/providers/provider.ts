import type { Params } from '../core/diagnostic.ts';
import type { Size } from '../core/frames.ts';
import type { Request } from '../core/request.ts';
import type { ProviderData } from './capabilities.ts';

/** The port to whoever makes footage. Each call is one exchange; the executor handles retries and waiting. */
export interface Provider {
  readonly data: ProviderData;
  /**
   * Brings the files of a submission to where the service reads them, if it wants large ones there beforehand. Nothing is paid for
   * yet, so this comes before the intent; `submit` uses what is there, and brings what is missing.
   */
  upload?(submission: Omit<Submission, 'attempt'>, signal: AbortSignal): Promise<Uploaded>;
  /** Requests footage. Called once for each durable intent. */
  submit(submission: Submission, signal: AbortSignal): Promise<Submitted>;
  /** The state of a job. May wait for a change, for a few seconds at most. */
  poll(remote: string, signal: AbortSignal): Promise<Polled>;
  /** Writes the finished footage to `file`, which does not exist yet. The executor verifies it. */
  download(remote: string, file: string, signal: AbortSignal): Promise<Downloaded>;
  /** Milliseconds to wait before the n-th poll of a job (from 0). The executor randomizes these. */
  pollDelay(n: number): number;
  /**
   * The jobs of this account, at least those created since then (milliseconds since 1970), if the server can list them:
   * the executor looks for unanswered submissions among them.
   */
  list?(since: number, signal: AbortSignal): Promise<Listed>;
  /** What the server tells of a job beside its state: a person may have named the wrong one. */
  look?(remote: string, signal: AbortSignal): Promise<Looked>;
  /**
   * Stops a job that has not ended, if the server can. One that has keeps its footage, which is paid for. `anyway`: a person said
   * to stop it though its footage is lost if it ends in that moment.
   */
  cancel?(remote: string, signal: AbortSignal, anyway?: boolean): Promise<Cancelled>;
  /** Deletes a finished job with its footage, if the server can. */
  delete?(remote: string, signal: AbortSignal): Promise<Deleted>;
}

/** A request with its media: for each input, by `inputKey`, a file and, if this provider made it, its id there. */
export interface Submission {
  readonly attempt: string;
  readonly request: Request;
  readonly inputs: ReadonlyMap<string, { readonly file: string; readonly remote?: string }>;
  /** False once others believe that it was never sent. */
  readonly maySend?: () => boolean;
}

export type Uploaded =
  | { readonly kind: 'done' }
  /** Nothing can be submitted with them. */
  | { readonly kind: 'refused'; readonly failure: Failure };

export type Submitted =
  | {
      readonly kind: 'accepted';
      readonly remote: string;
      /** US dollars that the provider says it will charge at most. */
      readonly estimate?: number;
    }
  /** Certainly not created and not charged. */
  | { readonly kind: 'rejected'; readonly failure: Failure }
  /** May or may not have been created: never repeated without an answer. */
  | { readonly kind: 'unknown'; readonly failure: Failure };

export type Polled =
  | (Waiting & Named)
  | ({ readonly kind: 'completed' /** Milliseconds since 1970. */; readonly expires?: number } & Charged &
      Named)
  | ({ readonly kind: 'failed'; readonly failure: Failure } & Charged & Named)
  /** The exchange failed, not the job: ask again. */
  | { readonly kind: 'unreachable'; readonly failure: Failure }
  | Gone;

/** The job is not finished. What the server says of it is for people only. */
export interface Waiting {
  readonly kind: 'waiting';
  /** In [0, 1]. */
  readonly progress?: number;
  /** The server's word, such as `queued`. */
  readonly state?: string;
  /** One line. */
  readonly message?: string;
  /**
   * It is not certain that the job is not finished: the word is not known; or (`footage`) it says that it is, and not where the
   * footage is.
   */
  readonly unclear?: true | 'footage';
}

interface Named {
  /**
   * The id that the answer gives the job, if that is another than it was asked for by. Some servers write ids in two ways; but if it is that
   * of another job, the answer is about that one.
   */
  readonly named?: string;
}

interface Charged {
  /** US dollars that the provider says it charged. Absent where it says nothing, or in a unit that is not known. */
  readonly charged?: number;
}

export type Downloaded =
  | { readonly kind: 'done' }
  | { readonly kind: 'unreachable'; readonly failure: Failure }
  | Gone;

/**
 * The provider itself says that it has no such job, or no footage of it. A replica that lags says so, too: it is believed only
 * when it is said again and again. `final`: it has said why, such as that its time is over.
 */
export interface Gone {
  readonly kind: 'gone';
  readonly final?: true;
  /** Milliseconds for which it keeps footage, from a job's creation. */
  readonly lifetime?: number;
  /** What it answered, in one sentence. */
  readonly said?: string;
}

export type Listed =
  /**
   * `whole`: the list was read to its end, or past the requested time in an order that was verified. `byDates`: the latter, so
   * that it is whole only if its dates are true.
   */
  | {
      readonly kind: 'listed';
      readonly jobs: readonly ListedJob[];
      readonly whole: boolean;
      readonly byDates?: true;
    }
  | { readonly kind: 'unreachable'; readonly failure: Failure };

export type Looked =
  | {
      readonly kind: 'found';
      readonly job: ListedJob;
      /** The id that `submit` would have given, where people know the job by another. */
      readonly known?: string;
    }
  | { readonly kind: 'unreachable'; readonly failure: Failure }
  | Gone;

export type Deleted =
  /** It is no longer there, or never was. */
  { readonly kind: 'done' } | { readonly kind: 'unreachable'; readonly failure: Failure };

export type Cancelled =
  /** What became of it, and what it was charged, a poll tells. `final`: once it is gone there, it is cancelled. */
  | { readonly kind: 'asked'; readonly final?: true }
  /** It can't be cancelled any more: it is being made, or has ended. */
  | { readonly kind: 'too-late'; readonly since: 'begun' | 'ended' }
  /** It is being made, and the call that stops it would delete it, had it just ended: only if a person says so. */
  | { readonly kind: 'risky' }
  | { readonly kind: 'unreachable'; readonly failure: Failure }
  | Gone;

/** A job as the server lists it. What it does not list is absent, which does not mean different. */
export interface ListedJob {
  readonly remote: string;
  /** Milliseconds since 1970 by this machine's clock, if the server reports its own. */
  readonly created?: number;
  readonly model?: string;
  readonly prompt?: string;
  /** Of the whole footage; for an extension that is the source and the new part. */
  readonly seconds?: number;
  readonly size?: Size;
}

/** The reason, in words for people. `again`: whether the same request may be tried again. */
export interface Failure {
  readonly reason:
    | 'moderation'
    /** By somebody, or by the provider: what was asked for was not refused. */
    | 'cancelled'
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
