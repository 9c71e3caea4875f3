import type { Place } from '../core/diagnostic.ts';
import { placeAt, type Source } from './source.ts';
import { type Located, type Member, targetOf } from './tree.ts';

/** Keys and list positions (from 0) from the top of the file down to a value. */
export type Path = readonly (string | number)[];

/** Less than a whole value: the key it stands under, or the n-th (from 0) occurrence of some words in it. */
export type Part = 'key' | { readonly words: string; readonly nth: number };

/** A value, and under which key it stands where it stands under one. */
interface Found {
  readonly at: Located;
  readonly member?: Member;
}

/** Says where in the file a value stands. Looked up only when something is to be said about it. */
export class Places {
  readonly #source: Source;
  readonly #root: Located;
  readonly #indexes = new Map<Located, ReadonlyMap<string, Member>>();

  constructor(source: Source, root: Located) {
    this.#source = source;
    this.#root = root;
  }

  /** The words that were found last: the next of the same stand behind them. */
  #last?: { readonly start: number; readonly words: string; readonly nth: number; readonly at: number };

  /** Of the value at `path`, or of the last thing on the way there that the file holds. */
  of(path: Path, part?: Part): Place {
    let found: Found = { at: this.#root };
    for (const step of path) {
      const next = this.#step(targetOf(found.at), step);
      if (!next) return this.#whole(found);
      found = next;
    }
    if (part === undefined) return this.#whole(found);
    return part === 'key' ? this.#key(found) : this.#words(found, part);
  }

  /** What stands there in the file, where it is on one line. */
  textOf(path: Path): string | undefined {
    const { line, endLine, column, endColumn, source } = this.of(path);
    return line === endLine ? source.slice(column - 1, endColumn - 1) : undefined;
  }

  /** Places of what is within the value at `path`: the way there is gone once for many look-ups. */
  within(path: Path): Places {
    let at = this.#root;
    for (const step of path) at = this.#step(targetOf(at), step)?.at ?? at;
    return new Places(this.#source, at);
  }

  #step(from: Located, step: string | number): Found | undefined {
    if (from.items) {
      const item = from.items[Number(step)];
      return item && { at: item };
    }
    const member = this.#member(from, String(step));
    return member && { at: member.at, member };
  }

  /** A long mapping is looked through once, however many places in it are asked for. */
  #member(from: Located, name: string): Member | undefined {
    const { members = [] } = from;
    if (members.length <= 50) return members.find((member) => member.name === name);
    const index =
      this.#indexes.get(from) ?? new Map(members.toReversed().map((member) => [member.name, member]));
    this.#indexes.set(from, index);
    return index.get(name);
  }

  #words(found: Found, { words, nth }: { words: string; nth: number }): Place {
    const { start, end } = targetOf(found.at);
    const last = this.#last;
    const isBehind = last?.start === start && last.words === words && last.nth < nth;
    let at = isBehind ? last.at : start - 1;
    for (let n = isBehind ? last.nth + 1 : 0; n <= nth; n++) {
      at = this.#source.text.indexOf(words, at + 1);
      // Written with an escape, or folded over two lines.
      if (at === -1 || at >= end) return this.#whole({ ...found, at: targetOf(found.at) });
    }
    this.#last = { start, words, nth, at };
    return placeAt(this.#source, at, at + words.length);
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
