import type { Diagnostic } from '../core/diagnostic.ts';
import type { Emit, RunCounts } from '../core/event.ts';
import type { Size } from '../core/frames.ts';
import type { Clock, Random } from '../core/ports.ts';
import type { Result } from '../core/result.ts';
import type { Provider } from '../providers/provider.ts';
import type { Store } from '../store/store.ts';

/** All that the executor reaches the world through. */
export interface Engine {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Store;
  provider(name: string): Provider | undefined;
  /** Writes the last frame that `video` shows to `png`, which does not exist yet; an error says why not. */
  lastFrame(video: string, png: string, signal: AbortSignal): Promise<Result<void, string>>;
  /** Decodes the whole file; an error says what is wrong with it. */
  verify(file: string, signal: AbortSignal): Promise<Result<Verified, string>>;
  readonly emit: Emit;
}

/** What decoding a clip told. */
interface Verified {
  /** Of picture. */
  readonly seconds: number;
  readonly frames?: number;
  readonly size: Size;
  readonly hasAudio: boolean;
}

export interface RunSettings {
  /** What the journal knows the storyboard by. */
  readonly storyboardName: string;
  /** Jobs under way at the same time, 1 or more. */
  readonly concurrency: number;
  /** Whether a failed job leaves the others to go on; otherwise nothing more is begun. */
  readonly keepGoing: boolean;
  /** Whether footage that is gone at its provider may be made, and paid, once more in this run. */
  readonly payAgain: boolean;
  /** US dollars that may be spent on this storyboard in all runs together. */
  readonly maxCost?: number;
}

export interface Outcome extends RunCounts {
  /** Why jobs failed, one for each that did. */
  readonly failures: readonly Diagnostic[];
}
