import { toFrames } from '../core/frames.ts';
import type { Audio } from '../storyboard/model.ts';
import type { Findings } from './findings.ts';
import type { Timeline } from './plan.ts';

/** Tells where a recording is longer than what it is spoken over. */
export function checkNarration(
  recordings: Audio['narration'],
  { entries, narration, frames, fps }: Timeline,
  findings: Findings,
): void {
  if (recordings.length === 0) return;
  const ends = new Map(entries.map(({ segment, start, frames: shown }) => [segment, start + shown]));
  const seconds = (count: number): string => `${Number((count / fps).toFixed(2))} s`;
  for (const [i, { file, at, place }] of recordings.entries()) {
    const { start = 0 } = narration[i] ?? {};
    const end = start + (file.facts.kind === 'image' ? 0 : toFrames(file.facts.seconds, fps));
    const outlasts = end - (ends.get(at) ?? end);
    const tell = (code: 'narration-outlasts' | 'narration-cut-off', words: string, help = earlier): void =>
      findings.add({ severity: 'warning', code, message: `${file.path} ${words}`, help, place, segment: at });
    if (start < 0) {
      tell('narration-cut-off', `begins ${seconds(-start)} before the film does: that is not heard.`, later);
    }
    if (end > frames) {
      const lost = seconds(end - Math.max(start, frames));
      tell('narration-cut-off', `goes on for ${lost} after the film has ended: that is not heard.`);
    } else if (outlasts > 0) {
      tell('narration-outlasts', `goes on for ${seconds(outlasts)} after ${at} has ended.`);
    }
  }
}

const later = 'Let it begin later, with a larger `offset`.';
const earlier = 'Let it begin earlier, with a smaller `offset`, or lengthen what it is spoken over.';
