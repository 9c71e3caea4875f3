import type { Diagnostic } from '../core/diagnostic.ts';
import type { Emit, RunCounts } from '../core/event.ts';
import type { Asset } from '../core/footage.ts';
import type { Size } from '../core/frames.ts';
import type { Clock, Random } from '../core/ports.ts';
import type { FramePlace } from '../core/request.ts';
import type { Result } from '../core/result.ts';
import type { SharedAccount } from '../core/shared-account.ts';
import type { Provider } from '../providers/provider.ts';
import type { Store } from '../store/store.ts';

/** The executor's access to the world. */
export interface Engine {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Store;
  /** Nothing is paid, and what stands in for a service is at another address each time. */
  readonly isRehearsal?: boolean;
  provider(name: string): Provider | undefined;
  /** What the projects of the provider's account on this machine tell each other, if they can. */
  account?(provider: string): SharedAccount | undefined;
  /**
   * Writes a frame of `video`, by default its last visible one, to `png`, which does not exist yet; an error says why it
   * can't.
   */
  takeFrame(
    video: string,
    png: string,
    signal: AbortSignal,
    at: FramePlace | undefined,
  ): Promise<Result<void, string>>;
  /** The user's file as one that providers accept: itself, or what was made of it; the error says why there is none. */
  usual?(asset: Asset, signal: AbortSignal): Promise<Result<string, string>>;
  /** Decodes the whole file, which may be rewritten as an MP4; the error says what is wrong with it. */
  verify(file: string, signal: AbortSignal): Promise<Result<ReceivedFootage, string>>;
  readonly emit: Emit;
}

/** The result of decoding a clip. */
export interface ReceivedFootage {
  /** Of picture. */
  readonly seconds: number;
  readonly size?: Size;
  readonly fps?: number;
  /** The container that it came in, if that is not used. */
  readonly was?: string;
}

export interface RunSettings {
  /** The storyboard's name in the journal. */
  readonly storyboardName: string;
  /** Jobs that run at the same time, 1 or more. */
  readonly concurrency: number;
  /** Whether the other jobs continue after one fails; otherwise no more are started. */
  readonly keepGoing: boolean;
  /** Whether footage that its provider lost may be regenerated and paid for once more in this run. */
  readonly payAgain: boolean;
  /** US dollars that may be spent on this storyboard in all runs together. */
  readonly maxCost?: number;
  /** What a person runs to resume this run, within a sentence; default: the same command. */
  readonly again?: string;
}

export interface Outcome extends RunCounts {
  /** Why jobs failed, one per failed job. */
  readonly failures: readonly Diagnostic[];
}
