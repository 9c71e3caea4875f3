import type { SourceTimecode } from '../../core/footage.ts';
import { sameRate } from '../../core/rates.ts';
import { type Counting, countingAt, numberOf, timecode } from '../../core/timecode.ts';
import { type HandoverShot, timecodeOf } from '../handover.ts';

/** The timecode of a source at a frame of its shot's material, counted at its playback speed; black begins at zero. */
export function sourceTime(shot: HandoverShot | undefined, frame: number, fps: number): string {
  const speed = shot ? speedOf(shot) : 1;
  const begin = shot ? Math.round(shot.sourceStart * speed) : 0;
  const { counting, first } = clockAt(begin, shot && timecodeOf(shot.material), fps);
  return timecode(first + Math.round(frame * speed) - begin, counting);
}

/** Only video has a speed. */
export const speedOf = ({ material, speed }: HandoverShot): number => (material.kind === 'video' ? speed : 1);

/** How a source counts at the film's rate, which is the only one in an EDL, and what its frame `begin` is then. */
function clockAt(
  begin: number,
  from: SourceTimecode | undefined,
  fps: number,
): { readonly counting: Counting; readonly first: number } {
  const counting = countingAt(fps);
  if (from === undefined) return { counting, first: begin };
  if (sameRate(from.fps, fps))
    return { counting: { ...counting, drop: from.drop }, first: from.frame + begin };
  // Whatever of it is seen before this frame, down to its first, has a timecode from zero on.
  const first = Math.max(begin, converted(from, begin / fps, counting.base));
  return { counting: { ...counting, drop: false }, first };
}

/** The second that a source of another rate shows, and the part of it in frames of the film. */
function converted(from: SourceTimecode, seconds: number, base: number): number {
  const own = { ...countingAt(from.fps), drop: from.drop };
  const number = numberOf(from.frame + Math.round(seconds * from.fps), own);
  return Math.floor(number / own.base) * base + Math.floor(((number % own.base) * base) / own.base);
}
