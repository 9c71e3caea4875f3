import type { Handover } from '../handover.ts';
import type { Resources } from './resources.ts';
import type { Times } from './time.ts';

/** What all parts of a document share. */
export interface DocumentContext extends Times {
  readonly film: Handover;
  readonly resources: Resources;
}
