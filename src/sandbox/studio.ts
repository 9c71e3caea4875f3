import type { Size } from '../core/frames.ts';
import type { Result } from '../core/result.ts';

/** Footage to be made, with what it goes on from at hand. Lengths in seconds. */
export interface Shooting {
  readonly kind: 'generate' | 'extend' | 'edit';
  readonly model: string;
  readonly prompt: string;
  /** Newly made; of an edit all of it. */
  readonly seconds: number;
  /** Of the finished clip. */
  readonly total: number;
  readonly size: Size;
  /** How many equal orders there were before, and one: another draw each time. */
  readonly take: number;
  /** Files. */
  readonly image?: string;
  readonly source?: string;
}

/** Who makes the clips that the sandbox serves. */
export interface SandboxStudio {
  /** The finished clip's file, or in one sentence why there is none. */
  shoot(shooting: Shooting): Promise<Result<string, string>>;
  /** Stops what is being made, and waits for it. */
  close(): Promise<void>;
}
