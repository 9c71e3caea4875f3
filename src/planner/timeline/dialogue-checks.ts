import { toSeconds } from '../../core/frames.ts';
import type { Segment } from '../../storyboard/model.ts';
import type { ExpandedSegment } from '../chains/expand.ts';
import type { Findings } from '../findings.ts';
import { about } from '../findings.ts';
import { atLeast } from '../models/lengths.ts';
import { shownOf } from './shown.ts';

/** The lines that a segment's prompt gives somebody to say. */
export const dialogueOf = ({ source }: Segment): readonly string[] =>
  'dialogue' in source ? source.dialogue : [];

/** Tells where a segment is too short for what is said in it. */
export function checkDialogue(segments: readonly ExpandedSegment[], fps: number, findings: Findings): void {
  for (const { segment, footage } of segments) {
    const lines = dialogueOf(segment);
    if (lines.length === 0) continue;
    const needed = secondsToSay(lines);
    const there = toSeconds(shownOf(segment, footage, fps).length, fps);
    if (needed <= there) continue;
    findings.add({
      ...about(segment, 'note', 'dialogue-long'),
      message: `${segment.id} has about ${Math.ceil(needed)} s of dialogue, spoken quickly, and is ${Number(there.toFixed(2))} s long: a line may be cut off or left out.`,
      help: `Shorten the dialogue, or lengthen the segment by ${atLeast(needed - there, segment)}${segment.tempo === undefined ? ' s' : ''}.`,
    });
  }
}

/** Words a second of somebody who speaks quickly, and the seconds from one line to the next: less is hardly ever enough. */
const pace = 3;
const pause = 0.3;

function secondsToSay(lines: readonly string[]): number {
  const words = lines.reduce((sum, line) => sum + wordsIn(line), 0);
  return words / pace + Math.max(0, lines.length - 1) * pause;
}

/** Loaded at the first dialogue: it takes long, and most films have none. */
let segmenter: Intl.Segmenter | undefined;

/** Also in scripts that put no spaces between them. */
function wordsIn(line: string): number {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  return [...segmenter.segment(line)].filter(({ isWordLike }) => isWordLike).length;
}
