import type { Emit } from '../core/event.ts';
import type { Size } from '../core/frames.ts';
import type { Tools } from '../media/tools.ts';
import type { Timeline } from '../planner/plan.ts';

/** What is to be rendered. */
export interface Film {
  readonly timeline: Timeline;
  readonly size: Size;
  /** Whether the footage's own sound is in the film; without it the film has no sound track. */
  readonly keepSound: boolean;
  readonly title: string;
}

/** Where and with what it is rendered. Both folders are on one disk, and no other process writes to them. */
export interface CuttingRoom {
  readonly tools: Tools;
  /** The file that holds a clip, by its content's hash. */
  clipPath(hash: string): string;
  /** For what is worth keeping: encoded pieces, sound, cards. All of it can be deleted at any time. */
  readonly cacheFolder: string;
  /** For what is not. */
  readonly workFolder: string;
  readonly emit: Emit;
}
