import { toSeconds } from '../../core/frames.ts';
import { say, says } from '../../core/sentence.ts';
import type { Segment } from '../../storyboard/model.ts';
import type { ExpandedSegment } from '../chains/expand.ts';
import { about, type Findings } from '../findings.ts';
import { inSeconds, longerBy } from '../models/lengths.ts';
import { countWords } from './count-words.ts';
import { shownOf } from './shown.ts';

/** The dialogue lines of a segment's prompt. */
export const dialogueOf = ({ source }: Segment): readonly string[] =>
  'dialogue' in source ? source.dialogue : [];

/** Reports segments that are too short for their dialogue. */
export function checkDialogue(segments: readonly ExpandedSegment[], fps: number, findings: Findings): void {
  for (const { segment, footage } of segments) {
    const lines = dialogueOf(segment);
    if (lines.length === 0) continue;
    const needed = secondsToSay(lines);
    const there = toSeconds(shownOf(segment, footage, fps).length, fps);
    if (needed <= there) continue;
    findings.add({
      ...about(segment, 'note', 'dialogue-long'),
      ...says(
        say`${segment.id} has about ${{ wanted: Math.ceil(needed) }} s of dialogue, spoken unhurriedly, but is ${inSeconds('length', there)} long: a line may be cut off or left out.`,
        say`Shorten the dialogue, or lengthen the segment by ${longerBy(needed - there, segment)}.`,
      ),
    });
  }
}

/** Words a second, characters a second of Chinese, Japanese and Korean, seconds between lines, and to breathe at the ends. */
const [words, characters, pause, spare] = [2.5, 5, 0.3, 0.5];

const secondsToSay = (lines: readonly string[]): number => {
  const spoken = lines.reduce((sum, line) => sum + secondsToSayLine(line), 0);
  return spoken === 0 ? 0 : spoken + spare + (lines.length - 1) * pause;
};

const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Also in other scripts without spaces between words. */
function secondsToSayLine(line: string): number {
  const signs = line.match(eastAsian)?.length ?? 0;
  return signs / characters + countWords(line.replaceAll(eastAsian, ' ')) / words;
}
