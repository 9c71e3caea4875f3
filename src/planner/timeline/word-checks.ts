import { toSeconds } from '../../core/frames.ts';
import { inWords } from '../../storyboard/wording.ts';
import type { Findings } from '../findings.ts';
import { about } from '../findings.ts';
import { atLeast, atMost, inSeconds } from '../models/lengths.ts';
import type { ShownWords } from '../plan.ts';
import { isSeen } from './shown-words.ts';
import type { Span } from './spans.ts';

/** Words of each segment in frames of the film. */
interface FramedFilm {
  readonly written: readonly (readonly ShownWords[])[];
  /** The same words, as far as they are in the picture. */
  readonly inPicture: readonly (readonly ShownWords[])[];
}

/** Tells of captions and titles that nobody will see. `spans` in film order. */
export function checkWords(
  spans: readonly Span[],
  { written, inPicture }: FramedFilm,
  fps: number,
  findings: Findings,
): void {
  for (const [i, { expanded, shown, start, end }] of spans.entries()) {
    const { segment } = expanded;
    const first = Math.round(start);
    for (const [n, one] of (written[i] ?? []).entries()) {
      const tell = (what: string, help: string): void =>
        findings.add({
          ...about(segment, 'warning', 'words-unseen'),
          message: `The ${one.kind} ${inWords(one.text)} of ${segment.id} ${what}`,
          help,
        });
      const seconds = (frames: number): number => toSeconds(frames, fps);
      if (!isSeen(one) && one.from >= Math.round(end)) {
        const latest = atMost(seconds(Math.round(end) - first - 1), segment);
        tell(
          `comes when ${segment.id} has ended, which is seen for ${inSeconds(seconds(shown.length))}: it is never shown.`,
          `Write \`from: ${latest}\` or less: it counts from the beginning of the segment.`,
        );
      } else if (!isSeen(one)) {
        const earliest = atLeast(seconds(one.from - first + 1), segment);
        tell(
          'is gone within the frame in which it comes: it is never shown.',
          `Write \`to: ${earliest}\` or more, or leave \`to\` out: then it stays to the end of the segment.`,
        );
      } else if (!isSeen(inPicture[i]?.[n] ?? one)) {
        tell(
          'has to give way to one of the next segment for as long as it would be seen.',
          'Give one of the two another `position`, let it last longer, or make the transition shorter.',
        );
      }
    }
  }
}
