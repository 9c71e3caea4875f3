import type { Handover } from '../handover.ts';
import type { Resources } from './resources.ts';

/** What all parts of a document share. */
export interface DocumentContext {
  readonly film: Handover;
  readonly resources: Resources;
  /** Formats a number of film frames. */
  time(frames: number): string;
}
