import { toSeconds } from '../../core/frames.ts';
import { say, says } from '../../core/sentence.ts';
import type { Segment } from '../../storyboard/model.ts';
import type { ExpandedSegment } from '../chains/expand.ts';
import { about, type Findings } from '../findings.ts';
import { inSeconds, longerBy } from '../models/lengths.ts';
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
        say`${segment.id} has about ${{ wanted: Math.ceil(needed) }} s of dialogue, spoken quickly, but is ${inSeconds('length', there)} long: a line may be cut off or left out.`,
        say`Shorten the dialogue, or lengthen the segment by ${longerBy(needed - there, segment)}.`,
      ),
    });
  }
}

/** Words per second of a quick speaker, and seconds between lines: less is hardly ever enough. */
const pace = 3;
const pause = 0.3;

function secondsToSay(lines: readonly string[]): number {
  const words = lines.reduce((sum, line) => sum + wordsIn(line), 0);
  return words / pace + Math.max(0, lines.length - 1) * pause;
}

/** Loaded at the first dialogue: loading is slow, and most films have none. */
let segmenter: Intl.Segmenter | undefined;

/** Also in scripts without spaces between words. */
function wordsIn(line: string): number {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  return [...segmenter.segment(line)].filter(({ isWordLike }) => isWordLike).length;
}
