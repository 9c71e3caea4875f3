import type { LocatedValue, Member } from '../tree.ts';
import { blockScalar } from './block-scalar.ts';
import { afterSpaces, codes, endsLine, isApart } from './characters.ts';
import { flowAt } from './flow.ts';
import { keyEnd } from './key.ts';
import { LineReader } from './line-reader.ts';
import { plainText } from './plain-text.ts';
import { quotedAt } from './quoted.ts';

const deepest = 16;
const mostKeys = 1000;
const mostItems = 100_000;
/** In characters: of a text, and of what is no finished item of a list. A text that the parser refuses as too long must come to it. */
const longest = { file: 5_000_000, open: 100_000 };

/** Tabs, CRs, and what is a space or the end of a line to some. */
const unusual =
  /[^\n\u0020-\u007e\u00a1-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ufefe\uff00-\uffff]/;

/**
 * Reads what most storyboards are made of: mappings, lists and texts in block style, and on one line flow collections and
 * texts in quotes. The data is the parser's, in a fraction of its time. Undefined: there is something in the text that is
 * not known here, that YAML refuses, or that may not be meant as it stands. Then the parser reads it.
 */
export function readPlain(text: string): LocatedValue | undefined {
  return text.length > longest.file || unusual.test(text) ? undefined : new BlockReader(text).document();
}

class BlockReader {
  readonly #text: string;
  readonly #lines: LineReader;
  /** Characters of finished items in lists that are still open. */
  #finished = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new LineReader(text);
  }

  document(): LocatedValue | undefined {
    this.#lines.nextLine();
    const root = this.#lines.column === 0 ? this.#block(0) : undefined;
    return this.#lines.column === -1 ? root : undefined;
  }

  /** The mapping or list that begins where the reader is. */
  #block(depth: number): LocatedValue | undefined {
    if (depth > deepest) return undefined;
    return this.#isDash(this.#lines.at) ? this.#list(depth) : this.#mapping(depth);
  }

  #mapping(depth: number): LocatedValue | undefined {
    const lines = this.#lines;
    const { column } = lines;
    const value: Record<string, unknown> = {};
    const members: Member[] = [];
    do {
      const start = lines.at;
      const end = keyEnd(this.#text, start);
      if (end === -1 || members.length === mostKeys) return undefined;
      const name = this.#text.slice(start, end);
      const at = Object.hasOwn(value, name) ? undefined : this.#valueOf(end + 1, column, depth);
      if (at === undefined || this.#isLong()) return undefined;
      value[name] = at.value;
      members.push({ name, start, end, at });
    } while (lines.column === column);
    const [first] = members;
    if (first === undefined || lines.column > column) return undefined;
    return { value, start: first.start, end: first.end, members };
  }

  #list(depth: number): LocatedValue | undefined {
    const lines = this.#lines;
    const { column } = lines;
    const items: LocatedValue[] = [];
    do {
      const before = lines.at - this.#finished;
      const item = this.#item(lines.at + 1, column, depth);
      if (item === undefined || items.length === mostItems || this.#isLong()) return undefined;
      items.push(item);
      this.#finished = lines.at - before;
    } while (lines.column === column && this.#isDash(lines.at));
    const [first] = items;
    if (first === undefined || lines.column > column) return undefined;
    return { value: items.map(({ value }) => value), start: first.start, end: first.end, items };
  }

  /** What a key has on its line, or as a block below it, where a list may begin in the key's own column. */
  #valueOf(from: number, column: number, depth: number): LocatedValue | undefined {
    const lines = this.#lines;
    const start = afterSpaces(this.#text, from);
    if (!this.#isNothing(start)) return this.#scalar(start, column);
    if (!lines.endLine(from)) return undefined;
    const isBelow = lines.column > column || (lines.column === column && this.#isDash(lines.at));
    return isBelow ? this.#block(depth + 1) : undefined;
  }

  /** What stands behind a dash, or below it. */
  #item(from: number, column: number, depth: number): LocatedValue | undefined {
    const lines = this.#lines;
    const start = afterSpaces(this.#text, from);
    if (this.#isNothing(start))
      return lines.endLine(from) && lines.column > column ? this.#block(depth + 1) : undefined;
    if (!this.#isDash(start) && keyEnd(this.#text, start) === -1) return this.#scalar(start, column);
    lines.at = start;
    lines.column = start - lines.lineStart;
    return this.#block(depth + 1);
  }

  /** A text or a flow collection. */
  #scalar(start: number, column: number): LocatedValue | undefined {
    switch (this.#text[start]) {
      case '"':
      case "'":
        return this.#ended(quotedAt(this.#text, start));
      case '{':
      case '[':
        return this.#ended(flowAt(this.#text, start));
      case '|':
      case '>':
        return blockScalar(this.#lines, start, column);
      default:
        return plainText(this.#lines, start, column);
    }
  }

  #ended(found: LocatedValue | undefined): LocatedValue | undefined {
    return found !== undefined && this.#lines.endLine(found.end) ? found : undefined;
  }

  #isLong(): boolean {
    return this.#lines.at - this.#finished > longest.open;
  }

  #isDash(at: number): boolean {
    return this.#text.charCodeAt(at) === codes.dash && isApart(this.#text, at);
  }

  /** Whether only a comment follows, or nothing. */
  #isNothing(at: number): boolean {
    return endsLine(this.#text, at) || this.#text.charCodeAt(at) === codes.hash;
  }
}
