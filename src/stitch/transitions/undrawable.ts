import type { Tool } from '../../media/tools.ts';
import type { TimelineEntry } from '../../planner/plan.ts';
import { type CutProblems, transitionUnavailable } from '../problems.ts';
import { joining } from './transition.ts';

/** Transitions that this ffmpeg can't draw: reported before footage is made for them. */
export const undrawable = (
  segments: readonly { readonly id: string; readonly transition: TimelineEntry['transition'] }[],
  ffmpeg: Tool,
): CutProblems =>
  segments.flatMap(({ id, transition }) => {
    if (transition.type === 'cut') return [];
    const joined = joining(transition, { size: { width: 2, height: 2 }, fps: 24, frames: 1 }, ffmpeg);
    return joined.ok ? [] : [transitionUnavailable(id, joined.error)];
  });
