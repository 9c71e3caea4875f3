import type { SourceText } from '../source.ts';
import { entryOf, type KeyLine, lineAt, type TextLine } from './lines.ts';

/** A line that starts an entry, and the lines that continue it: of a text or of brackets. */
export interface Begun {
  readonly entry: KeyLine;
  readonly last: TextLine;
}

/** All entries of a text, line by line, without comments, empty lines and the insides of texts and brackets. */
export function* entriesIn(source: SourceText): Generator<Begun> {
  let n = 0;
  for (let line = lineAt(source, n); line; line = lineAt(source, n)) {
    n = line.n + 1;
    const entry = /^(#|$)/.test(line.content) ? undefined : entryOf(line);
    if (!entry) continue;
    const last = lastOf(source, entry);
    n = last.n + 1;
    yield { entry, last };
  }
}

function lastOf(source: SourceText, entry: KeyLine): TextLine {
  const { value, line } = entry;
  if (/^[|>][-+\d]*$/.test(value)) {
    let least = ownerColumn(entry) + 1;
    return lastWhile(source, entry, ({ indent, n }) => {
      // All of it is indented at least as much as its first line.
      if (n === line.n + 1) least = Math.max(least, indent);
      return indent >= least;
    });
  }
  const sign = value[0];
  if (sign === '[' || sign === '{') {
    let open = opened(value);
    return lastWhile(source, entry, ({ content }) => {
      if (open <= 0) return false;
      open += opened(content);
      return true;
    });
  }
  if ((sign === '"' || sign === "'") && !closes(value.slice(1), sign)) {
    let isOpen = true;
    return lastWhile(source, entry, ({ content }) => {
      const goesOn = isOpen;
      isOpen &&= !closes(content, sign);
      return goesOn;
    });
  }
  return lastWhile(
    source,
    entry,
    (next) => next.content !== '' && !isEntry(next) && next.indent > line.indent,
  );
}

const isEntry = (line: TextLine): boolean => entryOf(line) !== undefined || line.content.startsWith('#');

/** What continues an entry is indented more than this column. */
const ownerColumn = ({ key, column, dashes }: KeyLine): number =>
  key === '' ? (dashes.at(-1) ?? 0) : column;

function lastWhile(source: SourceText, { line }: KeyLine, goesOn: (next: TextLine) => boolean): TextLine {
  let last = line;
  for (let next = lineAt(source, line.n + 1); next; next = lineAt(source, next.n + 1)) {
    if (next.content === '') continue;
    if (!goesOn(next)) break;
    last = next;
  }
  return last;
}

/** How many more brackets a line opens than it closes. */
function opened(words: string): number {
  let open = 0;
  for (const [sign] of words.matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|[[\]{}]/g)) {
    if (sign === '{' || sign === '[') open++;
    else if (sign === '}' || sign === ']') open--;
  }
  return open;
}

const closes = (words: string, quote: '"' | "'"): boolean =>
  quote === '"' ? /(^|[^\\])(\\\\)*"/.test(words) : /(^|[^'])('')*'(?!')/.test(words);
