import type { SourceText } from '../source.ts';
import { lineAround } from './lines.ts';
import { lineToWrite } from './misaligned.ts';

interface DashInText {
  /** Of the dash. */
  readonly at: number;
  readonly message: string;
  readonly help: string;
}

/** An item between two offsets that goes on below with `- more`, which looks like an item of its own. */
export function dashIn(source: SourceText, start: number, end: number): DashInText | undefined {
  const words = source.text.slice(start, end);
  const below = words.includes('\n') ? /\n *- /.exec(words) : null;
  const first = lineAround(source, start);
  if (!below || !first) return undefined;
  const at = start + below.index + below[0].length - 2;
  const line = lineAround(source, at);
  return {
    at,
    message:
      'This dash begins no item: the line is indented further than the item above, and goes on with its text.',
    help: `If it is to be an item, write ${lineToWrite(line?.content ?? '', first.indent)}. If not, put the whole text in quotes.`,
  };
}
