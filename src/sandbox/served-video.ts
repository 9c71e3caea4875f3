import type { Size } from '../core/frames.ts';
import type { JobFailure } from './failure.ts';

/** A video in its current state. Times in milliseconds since 1970. */
export interface ServedVideo {
  readonly id: string;
  readonly model: string;
  readonly prompt: string;
  readonly size: Size;
  /** The total: of an extension, including its source. */
  readonly seconds: number;
  readonly state: 'queued' | 'running' | 'completed' | 'failed';
  /** Whether it is queued because too many of its model's jobs are running. */
  readonly throttled: boolean;
  /** 0 to 100. */
  readonly progress: number;
  readonly createdAt: number;
  readonly completedAt: number | undefined;
  readonly expiresAt: number | undefined;
  readonly failure: JobFailure | undefined;
  readonly remixOf: string | undefined;
  /** Links to its bytes, on this server and on another origin. */
  readonly links: VideoLinks;
  /** US dollars, if it does not fail. */
  readonly cost: number;
}

interface VideoLinks {
  readonly here: string;
  readonly away: string;
}
