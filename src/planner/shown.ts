import { toFrames } from '../core/frames.ts';
import type { Segment } from '../storyboard/model.ts';
import { secondsOf, type TakeFootage } from './footage.ts';

/** The part of a segment's own footage that the film shows, in frames; `to` is exclusive. */
export interface Shown {
  readonly from: number;
  readonly to: number;
  /** Frames of footage there are. */
  readonly there: number;
  /** Frames of footage that were asked for beyond what is there. */
  readonly missing: number;
}

/** Shows at least one frame: a segment that is shorter than that would not be in the film at all. */
export function shownOf({ trim, duration, source }: Segment, footage: TakeFootage, fps: number): Shown {
  const seconds = source.kind === 'card' ? (duration ?? 0) : secondsOf(footage);
  const there = Math.max(1, toFrames(seconds, fps));
  const begin = trim?.from ?? 0;
  const end = trim?.to ?? duration ?? seconds;
  const from = Math.min(toFrames(begin, fps), there - 1);
  const wanted = from + Math.max(1, toFrames(end - begin, fps));
  return { from, to: Math.min(wanted, there), there, missing: Math.max(0, wanted - there) };
}
