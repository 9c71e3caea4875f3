import { inFrames } from '../../core/frames.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import type { Cue, Segment } from '../../storyboard/model.ts';
import type { Findings } from '../findings.ts';
import { atLeast, atMost, inSeconds } from '../models/lengths.ts';
import type { Timeline } from '../plan.ts';

/** Reports cues that are not heard as written. One that fades out may be longer than the film. */
export function checkCues(
  written: readonly Cue[],
  segments: readonly Segment[],
  { cues, frames, fps }: Timeline,
  findings: Findings,
): void {
  if (written.length === 0) return;
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  for (const [i, { file, at, offset, from, to, fadeOut, place }] of written.entries()) {
    const { start = 0 } = cues[i] ?? {};
    const whole = file.facts.kind === 'image' ? 0 : file.facts.seconds;
    const end = start + inFrames((to ?? whole) - from, fps);
    const tell = (words: Sentence, help: Sentence): void =>
      findings.add({
        ...{ severity: 'warning', code: 'cue-cut-off', place },
        ...says(say`${{ file: file.path }} ${words}`, help),
        ...(at !== undefined && { segment: at }),
      });
    const segment = at === undefined ? undefined : byId.get(at);
    const withFilm = say`Write \`${{ write: `offset: ${atLeast(offset - start / fps, segment)}` }}\` to begin it with the film`;
    if (start >= frames) {
      const latest = atMost(offset - (start - frames + 1) / fps, segment);
      tell(
        say`begins after the film has ended, so it is not heard.`,
        say`Write \`${{ write: `offset: ${latest}` }}\` or less.`,
      );
    } else if (end <= 0) {
      tell(say`ends before the film begins, so it is not heard.`, say`${withFilm}.`);
    } else if (start < 0) {
      const same = say`\`${{ add: `from: ${atMost(from - start / fps, undefined)}` }}\``;
      tell(
        say`begins ${inSeconds('unheard', -start / fps)} before the film, and that part is not heard.`,
        say`${withFilm}; add ${same} to keep what is heard now.`,
      );
    }
    // To the frame: nobody hears less than that.
    else if (end - frames >= 1 && fadeOut === 0) {
      const last = atMost(from + (frames - start) / fps, undefined);
      tell(
        say`continues for ${inSeconds('unheard', (end - frames) / fps)} after the film has ended, so it is cut off there.`,
        say`Add a \`fade-out\`, which then ends with the film, or write \`${{ write: `to: ${last}` }}\` or less.`,
      );
    }
  }
}
