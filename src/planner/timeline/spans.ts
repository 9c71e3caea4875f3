import { inFrames, toSeconds } from '../../core/frames.ts';
import { say, says } from '../../core/sentence.ts';
import { timed } from '../../storyboard/time-advice.ts';
import type { ExpandedSegment } from '../chains/expand.ts';
import { about, type Findings } from '../findings.ts';
import { atMost } from '../models/lengths.ts';
import { headOf, type Shown, shownOf, tailOf } from './shown.ts';

/**
 * When a segment is shown, in frames of the film with their fractions. They are rounded only where the film is cut, so that
 * every cut is within half a frame of where the storyboard has it.
 */
export interface Span {
  readonly expanded: ExpandedSegment;
  readonly shown: Shown;
  readonly start: number;
  readonly end: number;
  /** How much of its end its transition takes: the next segment begins that much before this one ends. */
  readonly overlap: number;
}

/** `segments` in film order. */
export function spansOf(
  segments: readonly ExpandedSegment[],
  fps: number,
  findings: Findings,
): readonly Span[] {
  const all = segments.map((expanded) => shownOf(expanded.segment, expanded.footage, fps));
  let start = 0;
  return segments.map((expanded, index): Span => {
    const shown = all[index] ?? shownOf(expanded.segment, expanded.footage, fps);
    const overlap = overlapOf(expanded, shown, all[index + 1], fps, findings);
    const span = { expanded, shown, start, end: start + shown.length, overlap };
    start = span.end - overlap;
    return span;
  });
}

/**
 * Never more than half of either clip beside it, so that two transitions never meet; and none beside a clip of one frame,
 * which rounding could make it take completely.
 */
function overlapOf(
  { segment }: ExpandedSegment,
  shown: Shown,
  next: Shown | undefined,
  fps: number,
  findings: Findings,
): number {
  const { transition } = segment;
  if (transition.type === 'cut') return 0;
  const asked = inFrames(transition.duration, fps);
  const most = Math.min(tailOf(shown), next ? headOf(next) : Number.POSITIVE_INFINITY) / 2;
  // A sum of fractions may be off by its last digit.
  if (most >= 1 && asked <= most + 1e-6) return asked;
  const whole = Math.floor(most);
  findings.add({
    ...about(segment, 'warning', 'transition-shortened'),
    ...says(
      say`The transition after ${segment.id} is shortened from ${timed('wanted', transition.duration)} to ${timed('longest', toSeconds(whole, fps))}, half of the shorter clip beside it.`,
      say`Write \`${{ write: whole > 0 ? atMost(toSeconds(whole, fps), segment) : 'transition: cut' }}\`${whole > 0 ? ' or less' : ''}, or make the clips beside it longer.`,
    ),
  });
  return whole;
}
