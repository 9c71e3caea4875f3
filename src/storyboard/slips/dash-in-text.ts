import { type Said, say, says } from '../../core/sentence.ts';
import type { SourceText } from '../source.ts';
import { lineAround } from './lines.ts';
import { lineToWrite } from './misaligned.ts';

interface DashInText extends Said {
  /** Of the dash. */
  readonly at: number;
}

/** An item between two offsets that continues below with `- more`, which looks like an item of its own. */
export function dashIn(source: SourceText, start: number, end: number): DashInText | undefined {
  const words = source.text.slice(start, end);
  const below = words.includes('\n') ? /\n *- /.exec(words) : null;
  const first = lineAround(source, start);
  if (!below || !first) return undefined;
  const at = start + below.index + below[0].length - 2;
  const line = lineAround(source, at);
  return {
    at,
    ...says(
      say`This dash does not start an item: its line is indented more than the item above, so it continues that text.`,
      say`If it should be an item, write ${lineToWrite(line?.content ?? '', first.indent)}. If not, put the whole text in quotes.`,
    ),
  };
}
