import type { LocatedValue } from '../tree.ts';
import { codes, endsLine, isApart } from './characters.ts';
import type { LineReader } from './line-reader.ts';
import { meaningOf } from './meaning.ts';

/**
 * A text without quotes, and the lines below that continue it: those further right than `column`. The reader is left on
 * the line after it. Undefined: it may not mean what it looks like.
 */
export function plainText(reader: LineReader, start: number, column: number): LocatedValue | undefined {
  const { text } = reader;
  let end = endOfLine(text, start);
  if (end === -1 || !reader.endLine(end)) return undefined;
  let words = text.slice(start, end);
  if (reader.column <= column) {
    const value = meaningOf(words);
    return value === undefined ? undefined : { value, start, end };
  }
  while (reader.column > column) {
    // A comment ends the text.
    if (reader.commented) return undefined;
    const { at, blanks } = reader;
    end = endOfLine(text, at);
    if (end === -1 || !reader.endLine(end)) return undefined;
    words += (blanks === 0 ? ' ' : '\n'.repeat(blanks)) + text.slice(at, end);
  }
  return { value: words, start, end };
}

/** Where a text ends on its line, without spaces at its end; -1: it begins or goes on with something else. */
function endOfLine(text: string, start: number): number {
  if (!beginsText(text, start)) return -1;
  let end = start + 1;
  for (let at = start; !endsLine(text, at); at++) {
    const code = text.charCodeAt(at);
    if (code === codes.space) continue;
    if (code === codes.colon && (isApart(text, at) || at + 1 === text.length)) return -1;
    if (code === codes.hash && text.charCodeAt(at - 1) === codes.space) break;
    end = at + 1;
  }
  return end;
}

/** Signs that YAML gives a meaning at the start of a text. */
const marks = new Set([...'-?:,[]{}#&*!|>\'"%@`'].map((sign) => sign.charCodeAt(0)));

const beginsText = (text: string, at: number): boolean =>
  !marks.has(text.charCodeAt(at)) ||
  (text.charCodeAt(at) === codes.dash && /[\w.]/.test(text.charAt(at + 1)));
