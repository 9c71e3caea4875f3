import type { Diagnostic } from './diagnostic.ts';

/**
 * All that leaves the engine and the stitch stage. Terminal, `--json`, journal and tests are folds over
 * these; nothing else tells what happens.
 */
export type Event =
  /** The run begins: so many jobs are to be made, so many are in the store already. */
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
  /** A job that an earlier run submitted is taken up again. */
  | { readonly type: 'job-resumed'; readonly job: string; readonly segment: string; readonly take: number }
  /** The provider says how far it is; `progress` is in [0, 1]. */
  | {
      readonly type: 'job-progress';
      readonly job: string;
      readonly segment: string;
      readonly progress: number;
    }
  /** The clip is in the store; `cost` in US dollars, `seconds` of wall time since it was started. */
  | {
      readonly type: 'job-finished';
      readonly job: string;
      readonly segment: string;
      readonly take: number;
      readonly clip: string;
      readonly cost: number;
      readonly seconds: number;
    }
  /** Something failed, or found nothing, and is done again in `seconds`. */
  | ({
      readonly type: 'job-retrying';
      readonly job: string;
      readonly segment: string;
      readonly take: number;
      readonly seconds: number;
      readonly diagnostic: Diagnostic;
    } & Repeated)
  /** A prompt was refused or failed for good, and the job goes on with its next fallback, the `fallback`-th from 1. */
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
  /** A job was not started, since `because` (a job) failed or the run stops. */
  | { readonly type: 'job-skipped'; readonly job: string; readonly segment: string; readonly because: string }
  /** Something a person should know, of no job in particular. */
  | { readonly type: 'notice'; readonly diagnostic: Diagnostic }
  /** The run ends. */
  | ({ readonly type: 'run-finished' } & RunCounts)
  /** How many seconds of wall time are left of the whole run, the cut included; told anew about once a second. */
  | { readonly type: 'run-progress'; readonly secondsLeft: number }
  /** A final cut is begun: so many pieces, so many of them to be encoded now. One that is made from another has none. */
  | {
      readonly type: 'stitch-started';
      readonly file: string;
      readonly pieces: number;
      readonly encode: number;
      readonly frames: number;
    }
  /** How far the film is: a share in [0, 1] of all its work, and the seconds left, once they can be told. */
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
  /** A run that was not interrupted is over: what the whole took, the cut included, in seconds of wall time and US dollars. */
  | { readonly type: 'run-ended'; readonly seconds: number; readonly spent: number };

/** What is done again, and the how-manieth time it was in vain, from 1; polls and searches are counted in a row. */
export interface Repeated {
  readonly what:
    | 'attempt'
    | 'poll'
    | 'download'
    /** A look for the job of a submission that was never answered, among those that the provider lists. */
    | 'search';
  readonly count: number;
}

/** How a run ended; every job of the plan is made, cached, failed or skipped. Money in US dollars. */
export interface RunCounts {
  readonly made: number;
  readonly cached: number;
  readonly failed: number;
  readonly skipped: number;
  /** Of those skipped: they go on at their provider without us, and the next run takes them up. */
  readonly inFlight: number;
  /** Of those skipped: submitted, and the answer had not come when the run stopped. */
  readonly unanswered: number;
  readonly spent: number;
  /** What is in flight or was never answered may yet come to this, whichever run began it. */
  readonly reserved: number;
  readonly interrupted: boolean;
}

export type Emit = (event: Event) => void;
