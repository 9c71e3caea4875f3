import type { ShownWords } from '../../src/planner/plan.ts';
import type { Words } from '../../src/storyboard/model.ts';

const usual = {
  kind: 'caption',
  position: 'bottom',
  style: { size: 'medium', color: '#ffffff', face: 'sans' },
} as const;

/** A caption of a segment, for as long as that is seen unless told otherwise. */
export const caption = (text: string, more: Partial<Words> = {}): Words => ({
  ...usual,
  ...{ text, from: 0 },
  ...more,
});

/** One in the film, from a shot's first frame on. */
export const shownCaption = (text: string, to: number, more: Partial<ShownWords> = {}): ShownWords => ({
  ...usual,
  ...{ text, from: 0, to },
  ...more,
});
