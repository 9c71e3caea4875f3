import { inFrames } from '../core/frames.ts';
import type { Cue } from '../storyboard/model.ts';
import type { Findings } from './findings.ts';
import type { Timeline } from './plan.ts';

/** Tells where a cue is not heard as it is written. One that fades out may well be longer than the film. */
export function checkCues(
  written: readonly Cue[],
  { cues, frames, fps }: Timeline,
  findings: Findings,
): void {
  const seconds = (count: number): string => `${Number((count / fps).toFixed(2))} s`;
  for (const [i, { file, at, from, to, fadeOut, place }] of written.entries()) {
    const { start = 0 } = cues[i] ?? {};
    const whole = file.facts.kind === 'image' ? 0 : file.facts.seconds;
    const end = start + inFrames((to ?? whole) - from, fps);
    const tell = (words: string, help: string): void =>
      findings.add({
        ...{ severity: 'warning', code: 'cue-cut-off', message: `${file.path} ${words}`, help, place },
        ...(at !== undefined && { segment: at }),
      });
    if (start >= frames) tell('begins after the film has ended: it is not heard.', 'Let it begin earlier.');
    else if (end <= 0) tell('ends before the film begins: it is not heard.', 'Let it begin later.');
    else if (start < 0) tell(`begins ${seconds(-start)} before the film does: that is not heard.`, later);
    // To the frame: what is shorter than that nobody hears.
    else if (end - frames >= 1 && fadeOut === 0) {
      tell(`goes on for ${seconds(end - frames)} after the film has ended: it breaks off there.`, fade);
    }
  }
}

const later = 'Let it begin later, with a larger `offset`, or further on in the recording, with `from`.';
const fade = 'Give it a `fade-out`, which then ends with the film, or let it end earlier, with `to`.';
