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
    const tell = (code: 'narration-outlasts' | 'narration-cut-off', message: string, help: string) =>
      findings.add({ severity: 'warning', code, message, help, place, segment: at });
    if (start < 0) {
      const message = `${file.path} begins ${seconds(-start)} before the film does: that much of it is not heard.`;
      tell('narration-cut-off', message, 'Give it a larger `offset`.');
    }
    if (end > frames) {
      const message = `${file.path} goes on for ${seconds(end - Math.max(start, frames))} after the film has ended: that is not heard.`;
      tell(
        'narration-cut-off',
        message,
        'Let it begin earlier, with a smaller `offset`, or lengthen the film.',
      );
    } else if (outlasts > 0) {
      const message = `${file.path} goes on for ${seconds(outlasts)} after ${at} has ended.`;
      tell(
        'narration-outlasts',
        message,
        `Lengthen ${at}, or let it begin earlier, with a smaller \`offset\`.`,
      );
    }
  }
}
