import { toSeconds } from '../../core/frames.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import { shown as inQuotes } from '../../storyboard/wording.ts';
import { about, type Findings } from '../findings.ts';
import { atLeast, atMost, inSeconds } from '../models/lengths.ts';
import type { ShownWords } from '../plan.ts';
import { isSeen } from './shown-words.ts';
import type { Span } from './spans.ts';

/** Words of each segment in frames of the film. */
interface FramedFilm {
  readonly written: readonly (readonly ShownWords[])[];
  /** The same words, while they are in the picture. */
  readonly inPicture: readonly (readonly ShownWords[])[];
}

const meets = (one: ShownWords, other: ShownWords): boolean =>
  one.position === other.position && one.from < other.to && other.from < one.to;

/** Reports captions and titles that nobody will see. `spans` in film order. */
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
      const tell = (what: Sentence, help: Sentence): void =>
        findings.add({
          ...about(segment, 'warning', 'words-unseen'),
          ...says(
            say`The ${{ kind: one.kind }} ${inQuotes({ text: one.text })} of ${segment.id} ${what}`,
            help,
          ),
        });
      const seconds = (frames: number): number => toSeconds(frames, fps);
      if (!isSeen(one) && one.from >= Math.round(end)) {
        const latest = atMost(seconds(Math.round(end) - first - 1), segment);
        tell(
          say`begins after ${segment.id} has ended, which is shown for ${inSeconds('length', seconds(shown.length))}: it is never seen.`,
          say`Write \`${{ write: `from: ${latest}` }}\` or less: it counts from the beginning of the segment.`,
        );
      } else if (!isSeen(one)) {
        const earliest = atLeast(seconds(one.from - first + 1), segment);
        tell(
          say`disappears within the frame in which it appears: it is never seen.`,
          say`Write \`${{ write: `to: ${earliest}` }}\` or more, or delete \`to\` to show it until the end of the segment.`,
        );
      } else if (!isSeen(inPicture[i]?.[n] ?? one)) {
        const beside = [i - 1, i + 1].find((at) => (written[at] ?? []).some((other) => meets(one, other)));
        const whose = spans[beside ?? i]?.expanded.segment.id ?? '';
        tell(
          say`is hidden by one of ${{ other: whose }} the whole time.`,
          say`Give one of them another \`position\`, show it for longer, or make the transition shorter.`,
        );
      }
    }
  }
}
