import type { LocatedValue } from '../tree.ts';
import { afterSpaces, codes } from './characters.ts';
import type { LineReader } from './line-reader.ts';

/**
 * The text below `|`, `|-`, `>` or `>-`. The reader is left on the line that ends it. Undefined: the header is another,
 * or the text has lines that mean something else than they look like.
 */
export function blockScalar(reader: LineReader, start: number, parent: number): LocatedValue | undefined {
  const { text } = reader;
  const [header] = /^[|>]-?(?=\n)/.exec(text.slice(start, start + 3)) ?? [];
  if (header === undefined || !text.endsWith('\n')) return undefined;
  const folds = header.startsWith('>');
  const first = start + header.length + 1;
  const indent = spacesAt(text, first);
  if (indent <= parent || isEmpty(text, first + indent)) return undefined;
  let value = '';
  let blanks = 0;
  let at = first;
  let end = first;
  while (at < text.length) {
    const spaces = spacesAt(text, at);
    const next = reader.afterLine(at);
    if (isEmpty(text, at + spaces)) {
      if (spaces > indent) return undefined;
      blanks++;
    } else if (spaces < indent) {
      if (spaces > parent) return undefined;
      break;
    } else {
      const line = text.slice(at + indent, next - 1);
      // Lines that are indented more, or end in a space, are not folded like others.
      if (folds && (line.startsWith(' ') || line.endsWith(' '))) return undefined;
      if (value !== '') value += folds && blanks === 0 ? ' ' : '\n'.repeat(folds ? blanks : blanks + 1);
      value += line;
      blanks = 0;
      end = next;
    }
    at = next;
  }
  reader.at = at;
  reader.nextLine();
  return { value: header.endsWith('-') ? value : `${value}\n`, start, end };
}

const isEmpty = (text: string, at: number): boolean => text.charCodeAt(at) === codes.newline;

const spacesAt = (text: string, start: number): number => afterSpaces(text, start) - start;
