import type { Size } from '../../../src/core/frames.ts';
import type { Footage, TimelineEntry } from '../../../src/planner/plan.ts';
import type { Shot } from '../../../src/stitch/material.ts';

const clip: Footage = { kind: 'clip', job: 'shot', fingerprint: 'shot', clip: 'shot' };
export const standIn: Footage = { ...clip, standIn: {} };

/** A shot of which only this is known. */
export const shotOf = (size: Size, more: Partial<TimelineEntry> = {}): Shot => ({
  entry: {
    ...{ segment: 'shot', scene: 'scene', footage: clip, start: 0, frames: 24, sourceStart: 0 },
    ...{ transition: { type: 'cut' }, overlap: 0, fit: 'pad', speaks: false },
    ...more,
  },
  material: { kind: 'still', key: 'shot', file: 'shot.png', size, format: 'png' },
});
