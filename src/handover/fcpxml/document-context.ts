import type { Handover } from '../handover.ts';
import type { Resources } from './resources.ts';

/** What the parts of a document have in common. */
export interface DocumentContext {
  readonly film: Handover;
  readonly resources: Resources;
  /** A number of the film's frames. */
  time(frames: number): string;
}
