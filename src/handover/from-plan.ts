import type { Size } from '../core/frames.ts';
import type { Plan } from '../planner/plan.ts';
import type { Audio } from '../storyboard/model.ts';
import type { Clips } from './clips.ts';
import type { Handover } from './handover.ts';
import { shotsOf } from './shots.ts';
import { rowsOf } from './sound-rows.ts';

export interface HandoverInput {
  readonly plan: Plan;
  readonly title: string;
  readonly size: Size;
  readonly audio: Audio;
  readonly clips: Clips;
  /** At frames of the film. */
  readonly notes: Handover['notes'];
}

/** The film as editors see it: where segments overlap, the cut is in the middle of the overlap. */
export function handoverOf({ plan, title, size, audio, clips, notes }: HandoverInput): Handover {
  const { timeline } = plan;
  const { fps, frames, chapters, captions, titles } = timeline;
  return {
    ...{ title, fps, size, frames, chapters, captions, titles, notes },
    shots: shotsOf(plan, clips),
    keepsSound: audio.keep,
    rows: rowsOf(timeline, audio.music),
  };
}
