import type { Place } from '../core/diagnostic.ts';
import { placeAt, type SourceText } from './source.ts';
import { type LocatedValue, type Member, targetOf } from './tree.ts';

/** Keys and list positions (from 0) from the top of the file down to a value. */
export type Path = readonly (string | number)[];

/** A part of a value: its key, or some words in it, starting at a character offset. */
export type WithinValue = 'key' | { readonly words: string; readonly at: number };

/** A value, and its key if it has one. */
interface Found {
  readonly at: LocatedValue;
  readonly member?: Member;
}

/** Finds the place of a value in the file, only when it is needed. */
export class Places {
  readonly #source: SourceText;
  readonly #root: LocatedValue;
  readonly #indexes = new Map<LocatedValue, ReadonlyMap<string, Member>>();

  constructor(source: SourceText, root: LocatedValue) {
    this.#source = source;
    this.#root = root;
  }

  /** The words that were found last: their value, their offset in it and in the file. The next ones come after them. */
  #last?: { readonly value: LocatedValue; readonly at: number; readonly found: number };

  /** The place of the value at `path`, or of the last thing on the way there that exists. */
  of(path: Path, part?: WithinValue): Place {
    let found: Found = { at: this.#root };
    for (const step of path) {
      const next = this.#step(targetOf(found.at), step);
      if (!next) return this.#whole(found);
      found = next;
    }
    if (part === undefined) return this.#whole(found);
    return part === 'key' ? this.#key(found) : this.#words(found, part);
  }

  /** The text of the value in the file, if it is on one line. */
  textOf(path: Path): string | undefined {
    const { line, endLine, column, endColumn, source } = this.of(path);
    return line === endLine ? source.slice(column - 1, endColumn - 1) : undefined;
  }

  /** Whether the list at `path` is in brackets. */
  isInBrackets(path: Path): boolean {
    const { column, source } = this.of(path);
    return source.charAt(column - 1) === '[';
  }

  /** Places within the value at `path`: the path is followed once for many look-ups. */
  within(path: Path): Places {
    let at = this.#root;
    for (const step of path) at = this.#step(targetOf(at), step)?.at ?? at;
    return new Places(this.#source, at);
  }

  #step(from: LocatedValue, step: string | number): Found | undefined {
    if (from.items) {
      const item = from.items[Number(step)];
      return item && { at: item };
    }
    const member = this.#member(from, String(step));
    return member && { at: member.at, member };
  }

  /** A long mapping is searched once, however many places in it are looked up. */
  #member(from: LocatedValue, name: string): Member | undefined {
    const { members = [] } = from;
    if (members.length <= 50) return members.find((member) => member.name === name);
    const index =
      this.#indexes.get(from) ?? new Map(members.toReversed().map((member) => [member.name, member]));
    this.#indexes.set(from, index);
    return index.get(name);
  }

  #words(found: Found, { words, at }: Exclude<WithinValue, 'key'>): Place {
    const target = targetOf(found.at);
    const { value, start, end } = target;
    const isBehind = this.#last?.value === target && this.#last.at <= at;
    const before = isBehind && this.#last ? this.#last : { at: 0, found: start };
    const nth = String(value).slice(before.at, at).split(words).length - 1;
    let offset = before.found - 1;
    for (let n = 0; n <= nth; n++) {
      offset = this.#source.text.indexOf(words, offset + 1);
      // Written with an escape, or folded over two lines.
      if (offset === -1 || offset >= end) return this.#whole({ ...found, at: target });
    }
    this.#last = { value: target, at, found: offset };
    return placeAt(this.#source, offset, offset + words.length);
  }

  #key({ at, member }: Found): Place {
    const { start, end } = member ?? at;
    return placeAt(this.#source, start, end);
  }

  /** Of an empty value, its key. */
  #whole(found: Found): Place {
    const { start, end } = found.at;
    return start === end ? this.#key(found) : placeAt(this.#source, start, end);
  }
}
