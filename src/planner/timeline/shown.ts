import { inFrames, nearestFrame } from '../../core/frames.ts';
import type { Segment } from '../../storyboard/model.ts';
import { secondsOf, type TakeFootage } from '../chains/footage.ts';

/** The part of a segment's own footage that the film shows, in frames, at the speed that it is shown. */
export interface Shown {
  /** The first one that is shown. */
  readonly from: number;
  /** How long it is shown, with the fraction of a frame: 1 or more. */
  readonly length: number;
  /** Existing frames of footage. */
  readonly there: number;
  /** Requested frames of footage that do not exist. */
  readonly missing: number;
  /** The first frame of each clip but the first, if the footage is several clips. */
  readonly seams: readonly number[];
}

/** Shows at least one frame: a segment that is shorter than that would not be in the film at all. */
export function shownOf(
  { trim, duration, source, speed = 1 }: Segment,
  footage: TakeFootage,
  fps: number,
): Shown {
  const framesOf = (seconds: number): number => inFrames(seconds / speed, fps);
  const seconds = source.kind === 'card' ? (duration ?? 0) : secondsOf(footage);
  const there = Math.max(1, nearestFrame(framesOf(seconds)));
  const begin = framesOf(trim?.from ?? 0);
  const asked = trim?.to ?? duration;
  const end = asked === undefined ? there : framesOf(asked);
  const from = Math.min(nearestFrame(begin), there - 1);
  const missing = Math.max(0, nearestFrame(end) - there);
  // Footage with no requested length, or too little of it, is shown to its last frame.
  const length = asked === undefined || missing > 0 ? there - from : Math.max(1, end - begin);
  return { from, length, there, missing, seams: seamsOf(footage, framesOf) };
}

function seamsOf({ pieces }: TakeFootage, framesOf: (seconds: number) => number): readonly number[] {
  let seconds = 0;
  return pieces.slice(0, -1).map((piece) => {
    seconds += piece.seconds;
    return nearestFrame(framesOf(seconds));
  });
}

/** How long the first shown clip is shown. */
export const headOf = ({ from, length, seams }: Shown): number =>
  Math.min(length, ...seams.filter((seam) => seam > from).map((seam) => seam - from));

/** How long the last one is shown. */
export const tailOf = ({ from, length, seams }: Shown): number =>
  Math.min(length, ...seams.filter((seam) => seam < from + length).map((seam) => from + length - seam));
