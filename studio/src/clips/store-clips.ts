import type { Diagnostic, Result, StoredClip, StudioCore } from 'storycut/studio';
import type { ClipName } from './shelf.ts';

type Taking = ReturnType<StudioCore['takeClip']>;

/** The studio's clips, for the store of one process. Where it can't be known whether one is there, `look` throws a `ClipsUnusable`. */
export interface StoreClips {
  /** Makes what is needed to write to them. Throws a `ClipsUnusable`. */
  prepare(): Promise<void>;
  /** Learns which of these are there. */
  look(clips: readonly ClipName[]): Promise<void>;
  /** Whether it was there when it was last looked for. */
  has(clip: StoredClip): boolean;
  /** The file of a clip on this machine, whether or not it exists. */
  path(hash: string, extension: StoredClip['extension']): string;
  /** A file that `take` can move from. */
  temporary(name: string): string;
  /** Keeps a finished temporary file, for all machines, durably, or says why it can't. */
  take(temporary: string, extension: StoredClip['extension']): Taking;
  /** Has the bytes of a clip on this machine: the file. */
  bring(clip: StoredClip, signal?: AbortSignal): Promise<Result<string, Diagnostic>>;
  /** Removes what this machine has copied and not used for long. */
  prune(): Promise<void>;
  /** Whether its bytes are there now, each of them. */
  isWhole(clip: StoredClip): Promise<boolean>;
}
