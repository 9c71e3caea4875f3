import { inFrames } from '../../core/frames.ts';
import type { Cue, Segment } from '../../storyboard/model.ts';
import type { Findings } from '../findings.ts';
import { atLeast, atMost, inSeconds } from '../models/lengths.ts';
import type { Timeline } from '../plan.ts';

/** Tells where a cue is not heard as it is written. One that fades out may well be longer than the film. */
export function checkCues(
  written: readonly Cue[],
  segments: readonly Segment[],
  { cues, frames, fps }: Timeline,
  findings: Findings,
): void {
  for (const [i, { file, at, offset, from, to, fadeOut, place }] of written.entries()) {
    const { start = 0 } = cues[i] ?? {};
    const whole = file.facts.kind === 'image' ? 0 : file.facts.seconds;
    const end = start + inFrames((to ?? whole) - from, fps);
    const tell = (words: string, help: string): void =>
      findings.add({
        ...{ severity: 'warning', code: 'cue-cut-off', message: `${file.path} ${words}`, help, place },
        ...(at !== undefined && { segment: at }),
      });
    const segment = segments.find(({ id }) => id === at);
    const withFilm = `\`offset: ${atLeast(offset - start / fps, segment)}\``;
    if (start >= frames) {
      const latest = atMost(offset - (start - frames + 1) / fps, segment);
      tell('begins after the film has ended: it is not heard.', `Write \`offset: ${latest}\` or less.`);
    } else if (end <= 0) {
      tell(
        'ends before the film begins: it is not heard.',
        `Write ${withFilm}, and it begins with the film.`,
      );
    } else if (start < 0) {
      const unheard = inSeconds(-start / fps);
      const same = `\`from: ${atMost(from - start / fps, undefined)}\``;
      tell(
        `begins ${unheard} before the film does: that is not heard.`,
        `Write ${withFilm}, and it begins with the film; with ${same} besides, what is heard now.`,
      );
    }
    // To the frame: what is shorter than that nobody hears.
    else if (end - frames >= 1 && fadeOut === 0) {
      const last = atMost(from + (frames - start) / fps, undefined);
      tell(
        `goes on for ${inSeconds((end - frames) / fps)} after the film has ended: it breaks off there.`,
        `Give it a \`fade-out\`, which then ends with the film, or write \`to: ${last}\` or less.`,
      );
    }
  }
}
