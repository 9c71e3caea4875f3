import type { Diagnostic } from './diagnostic.ts';

/**
 * Everything that the engine and the stitch stage report. Terminal, `--json`, journal and tests are folds over these;
 * there is no other channel.
 */
export type Event =
  /** The run begins: how many jobs have to be made, and how many are already in the store. */
  | { readonly type: 'run-started'; readonly jobs: number; readonly cached: number; readonly cost: number }
  /** A job's attempt is about to be submitted. `attempt` counts from 1. */
  | {
      readonly type: 'job-started';
      readonly job: string;
      readonly segment: string;
      readonly take: number;
      readonly kind: string;
      readonly attempt: number;
    }
  /** A job that an earlier run submitted is resumed. */
  | { readonly type: 'job-resumed'; readonly job: string; readonly segment: string; readonly take: number }
  /** The provider reports progress, in [0, 1]. */
  | {
      readonly type: 'job-progress';
      readonly job: string;
      readonly segment: string;
      readonly progress: number;
    }
  /** A job takes far longer than usual. Told once a run; it is waited for all the same. */
  | {
      readonly type: 'job-overdue';
      readonly job: string;
      readonly segment: string;
      readonly take: number;
      readonly diagnostic: Diagnostic;
    }
  /**
   * The clip is in the store; `cost` in US dollars, `price` where the provider charged something else than planned,
   * `seconds` of wall time since it was started.
   */
  | {
      readonly type: 'job-finished';
      readonly job: string;
      readonly segment: string;
      readonly take: number;
      readonly clip: string;
      readonly cost: number;
      readonly price?: number;
      readonly seconds: number;
    }
  /** Something failed, or found nothing, and is repeated in `seconds`. */
  | ({
      readonly type: 'job-retrying';
      readonly job: string;
      readonly segment: string;
      readonly take: number;
      readonly seconds: number;
      readonly diagnostic: Diagnostic;
    } & Repeated)
  /** A prompt was refused or failed for good; the job continues with its next fallback, number `fallback` from 1. */
  | {
      readonly type: 'job-reworded';
      readonly job: string;
      readonly segment: string;
      readonly take: number;
      readonly fallback: number;
      readonly diagnostic: Diagnostic;
    }
  /** A job failed for good in this run. */
  | {
      readonly type: 'job-failed';
      readonly job: string;
      readonly segment: string;
      readonly take: number;
      readonly diagnostic: Diagnostic;
    }
  /** A job was not started, because `because` (a job) failed or the run is stopping. */
  | { readonly type: 'job-skipped'; readonly job: string; readonly segment: string; readonly because: string }
  /** Something that a person should know, about no job in particular. */
  | { readonly type: 'notice'; readonly diagnostic: Diagnostic }
  /** The run ends. */
  | ({ readonly type: 'run-finished' } & RunCounts)
  /** Seconds of wall time left of the whole run, including the cut; updated about once a second. */
  | { readonly type: 'run-progress'; readonly secondsLeft: number }
  /** Clips that the cut needs come to this machine: how many of them have come. */
  | { readonly type: 'clips-coming'; readonly come: number; readonly of: number }
  /** A final cut begins: its pieces, and how many of them have to be encoded now. A film made from another has none. */
  | {
      readonly type: 'stitch-started';
      readonly file: string;
      readonly pieces: number;
      readonly encode: number;
      readonly frames: number;
    }
  /** Progress of the film: a share in [0, 1] of all its work, and the seconds left, once known. */
  | { readonly type: 'stitch-progress'; readonly share: number; readonly secondsLeft?: number }
  /** A final cut is on disk, probed and renamed into place. */
  | {
      readonly type: 'stitch-finished';
      readonly file: string;
      readonly frames: number;
      readonly seconds: number;
      readonly copied: number;
      readonly encoded: number;
    }
  /**
   * A run ended without interruption: what all of it took, including the cut, in seconds of wall time and US dollars;
   * `planned`: the same by price, where providers charged something else.
   */
  | {
      readonly type: 'run-ended';
      readonly seconds: number;
      readonly spent: number;
      readonly planned?: number;
    };

/** What is repeated, and the number of failures so far; polls and searches count failures in a row. */
export interface Repeated {
  readonly what:
    | 'attempt'
    | 'poll'
    | 'download'
    /** A search for the job of an unanswered submission, among the jobs that the provider lists. */
    | 'search';
  readonly count: number;
}

/** How a run ended; every job of the plan is made, cached, failed or skipped. Money in US dollars. */
export interface RunCounts {
  readonly made: number;
  readonly cached: number;
  readonly failed: number;
  readonly skipped: number;
  /** Of those skipped: they continue at their provider, and the next run resumes them. */
  readonly inFlight: number;
  /** Of those skipped: submitted, but not answered when the run stopped. */
  readonly unanswered: number;
  readonly spent: number;
  /** The price of what is in flight or may have been accepted, which may still be charged, whichever run began it. */
  readonly reserved: number;
  /** The price of jobs that were accepted and failed, which may have been charged, whichever run began them. */
  readonly maybeCharged: number;
  readonly interrupted: boolean;
}

export type Emit = (event: Event) => void;
