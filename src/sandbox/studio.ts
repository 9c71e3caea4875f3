import type { Size } from '../core/frames.ts';
import type { Result } from '../core/result.ts';

/** Footage to make, with its source footage as files. Lengths in seconds. */
export interface Shooting {
  readonly kind: 'generate' | 'extend' | 'edit';
  readonly model: string;
  readonly prompt: string;
  /** The new part; of an edit, all of it. */
  readonly seconds: number;
  /** Of the finished clip. */
  readonly total: number;
  readonly size: Size;
  /** The number of this order among equal ones, from 1: each gets different footage. */
  readonly take: number;
  /** Paths of files: the first frame, the last one, and what it is made from. */
  readonly image?: string;
  readonly lastImage?: string;
  readonly source?: string;
}

/** Makes the clips that the sandbox serves. */
export interface SandboxStudio {
  /** Returns the finished clip's file, or one sentence that says why there is none. */
  shoot(shooting: Shooting): Promise<Result<string, string>>;
  /** Stops what is being made, and waits for it to end. */
  close(): Promise<void>;
}
