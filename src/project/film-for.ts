import { sameAspect } from '../core/frames.ts';
import type { Quality } from '../media/encoding.ts';
import type { Timeline } from '../planner/plan.ts';
import type { Film } from '../stitch/cutting-room.ts';
import type { Output, Storyboard } from '../storyboard/model.ts';

/**
 * What is rendered for an output. In the storyboard's own shape each segment is fitted as it says; another shape is the
 * output's to say, for all of them.
 */
export function filmFor(
  storyboard: Storyboard,
  timeline: Timeline,
  { size, fit }: Output,
  quality: Quality = 'full',
): Film {
  const { audio, captions, format, labels, title } = storyboard;
  const entries = sameAspect(size, format.size)
    ? timeline.entries
    : timeline.entries.map((entry) => ({ ...entry, fit }));
  const { burn: burnCaptions } = captions;
  return { timeline: { ...timeline, entries }, size, sound: audio, burnCaptions, labels, quality, title };
}
