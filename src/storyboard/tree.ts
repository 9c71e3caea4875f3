import {
  type Alias,
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Code } from '../core/codes.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { type Sentence, say, says } from '../core/sentence.ts';
import { dashIn } from './slips/dash-in-text.ts';
import { lookalikeSlip, lookalikesBetween, lookalikesIn } from './slips/lookalikes.ts';
import { commas, commented, dashes } from './slips/mapping.ts';
import { anchored, tagged } from './slips/marks.ts';
import { quoteHelp } from './slips/quote.ts';
import { type Slip, slipDiagnostic } from './slips/slip.ts';
import { placeAt, type SourceText } from './source.ts';
import { Telling } from './telling.ts';
import { shown } from './wording.ts';

/**
 * A value with its range in the text, `end` exclusive: for a block of several lines, the range of its first key or item.
 * This is all that is kept of a parsed document, so it is small.
 */
export interface LocatedValue {
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
  /** Of a mapping, in order of precedence: its own before those merged by `<<`. */
  readonly members?: readonly Member[];
  /** Of a list. */
  readonly items?: readonly LocatedValue[];
  /** What an alias stands for. */
  readonly target?: LocatedValue;
}

export interface Member {
  readonly name: string;
  /** Of the key. */
  readonly start: number;
  readonly end: number;
  readonly at: LocatedValue;
}

/** Plain data of a YAML document: no aliases, no merge keys, no tags. */
export interface Tree {
  readonly root: LocatedValue;
  readonly diagnostics: readonly Diagnostic[];
  /** What is valid YAML but cannot have been meant. */
  readonly slips: readonly Slip[];
  /** False if something could not be resolved, so that the value there is meaningless. */
  readonly whole: boolean;
}

const longestComment = 1000;
const mostSlips = 1000;

// More than anybody writes; a few lines of aliases of aliases reach billions.
const mostNodes = 16_000_000;

const tags = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`),
);

interface Anchored {
  readonly node: Node;
  used: boolean;
  /** Absent while the walk is inside it. */
  done?: { readonly located: LocatedValue; readonly nodes: number };
}

/** Turns nodes into data in one walk, and reports what YAML allows but a storyboard does not. */
export class Walk {
  readonly #source: SourceText;
  readonly #told = new Telling();
  readonly #slips: Slip[] = [];
  /** Whether more slips are worth looking for. */
  readonly #looks = (): boolean => this.#slips.length < mostSlips;
  readonly #anchors = new Map<string, Anchored>();
  /** All nodes that have an anchor, even if the anchor was redefined. */
  readonly #marks: Anchored[] = [];
  /** Offsets of characters in keys that are not what they look like. */
  readonly #lookalikes: number[] = [];
  /** The first items of lists, by the parser's list that they are from. */
  readonly #parts = new Map<unknown, LocatedValue[]>();
  #whole = true;
  /** Counted as if every alias were written out. */
  #nodes = 0;

  constructor(source: SourceText) {
    this.#source = source;
  }

  /** Takes the next items of a list that comes with a later part, or with the root. */
  part(list: CST.BlockSequence, next: Node | null): void {
    if (!isSeq(next)) throw new Error('a part of a list is a list');
    const items = this.#parts.get(list) ?? [];
    this.#items(next, items);
    this.#parts.set(list, items);
  }

  /** Number of items that were taken of a list that is still open. */
  partsOf(list: unknown): number {
    return this.#parts.get(list)?.length ?? 0;
  }

  tree(root: Node | null): Tree {
    const located = this.#located(root);
    for (const { node, used } of this.#marks) if (!used) this.#unused(node);
    const [first] = this.#lookalikes;
    // What else is wrong is looked for once it is mended, as it may come of it.
    if (first !== undefined)
      this.#slips.splice(
        0,
        mostSlips,
        lookalikeSlip(this.#source, first, [...this.#lookalikes, ...lookalikesIn(this.#source)]),
      );
    return {
      root: located,
      diagnostics: this.#told.diagnostics,
      slips: this.#slips,
      whole: this.#whole,
    };
  }

  #located(node: Node | null, inList = false): LocatedValue {
    this.#nodes++;
    if (node === null) return nothing;
    if (isAlias(node)) return this.#alias(node);
    if (node.tag !== undefined && !tags.has(node.tag)) this.#unknownTag(node);
    return node.anchor === undefined ? this.#bare(node, inList) : this.#anchored(node, node.anchor);
  }

  #anchored(node: Node, name: string): LocatedValue {
    const own: Anchored = { node, used: false };
    this.#anchors.set(name, own);
    this.#marks.push(own);
    const before = this.#nodes;
    const located = this.#bare(node);
    own.done = { located, nodes: this.#nodes - before + 1 };
    return located;
  }

  #bare(node: Node, inList = false): LocatedValue {
    if (isScalar(node)) return this.#scalar(node);
    if (isMap(node)) return this.#map(node, inList);
    if (isSeq(node)) return this.#list(node);
    throw new Error('a YAML node is a scalar, a map, a sequence or an alias');
  }

  #scalar(node: Scalar): LocatedValue {
    const { value } = node;
    // Only an escape in double quotes can produce what the file itself can't contain.
    if (
      node.type === 'QUOTE_DOUBLE' &&
      typeof value === 'string' &&
      /\p{Surrogate}|(?![\t\n\r\u0085])\p{Cc}/u.test(value)
    ) {
      this.#error(
        'control-character',
        node,
        say`An escape in this text means a control character or half a character.`,
        say`Delete it.`,
      );
    }
    const [start, end] = rangeOf(node);
    if (node.comment && node.type === 'PLAIN' && /^[^\s#]/.test(node.comment)) this.#cutShort(start, end);
    return { value, start, end };
  }

  /** `Shot #3`: only a warning, since it may be a comment without a space. */
  #cutShort(start: number, end: number): void {
    const { text } = this.#source;
    const [found] = /^[ \t]+#.*/.exec(text.slice(end, end + longestComment)) ?? [];
    if (found === undefined || end === start) return;
    this.#told.add({
      severity: 'warning',
      code: 'cut-short',
      ...says(
        say`A \`#\` after a space starts a comment, so this text ends before it.`,
        say`${quoteHelp(text.slice(start, end + found.trimEnd().length))} A comment starts with \`# \`.`,
      ),
      place: placeAt(
        this.#source,
        end + found.length - found.trimStart().length,
        end + found.trimEnd().length,
      ),
    });
  }

  #list(list: YAMLSeq): LocatedValue {
    const items = this.#parts.get(list.srcToken) ?? [];
    this.#parts.delete(list.srcToken);
    this.#items(list, items);
    const [start, end] = edgesOf(list, items[0]);
    return { value: items.map(({ value }) => value), start, end, items };
  }

  #items(list: YAMLSeq, items: LocatedValue[]): void {
    for (const item of list.items as Node[]) {
      items.push(this.#located(item, true));
      if (isScalar(item) && item.type === 'PLAIN') this.#dashBelow(item);
    }
  }

  /** Only a warning, since the dash may be part of the text. */
  #dashBelow(item: Node): void {
    const [start, end] = rangeOf(item);
    const found = dashIn(this.#source, start, end);
    if (!found) return;
    const { at, ...said } = found;
    this.#told.add({
      severity: 'warning',
      code: 'dash-in-text',
      ...said,
      place: placeAt(this.#source, at, at + 1),
    });
  }

  #map(map: YAMLMap, inList: boolean): LocatedValue {
    const value: Record<string, unknown> = {};
    const members: Member[] = [];
    const merged: LocatedValue[] = [];
    if (this.#looks()) this.#slips.push(...commas(this.#source.text, map));
    let repeated: Slip | 'none' | undefined;
    for (const pair of map.items) {
      const key = pair.key as Node;
      const name = isScalar(key) ? String(key.value ?? '') : '';
      if (notAscii.test(name)) this.#lookAt(key);
      const at = this.#located(pair.value as Node | null);
      if (at.value === null && this.#looks()) this.#slips.push(...commented(this.#source.text, pair));
      if (isMergeKey(key)) merged.push(...this.#merged(key, at));
      else if (name === '__proto__')
        this.#error('unknown-key', key, say`Unknown key \`${{ key: name }}\`.`, say`Delete it.`);
      else if (Object.hasOwn(value, name)) {
        repeated ??= (this.#looks() ? dashes(this.#source.text, map, inList) : undefined) ?? 'none';
        if (repeated === 'none') this.#duplicate(key, name);
      } else {
        const [start, end] = rangeOf(key);
        value[name] = at.value;
        members.push({ name, start, end, at });
      }
    }
    if (repeated && repeated !== 'none') this.#slips.push(repeated);
    const [start, end] = map.flow ? rangeOf(map) : rangeOf((map.items[0]?.key as Node | undefined) ?? map);
    if (merged.length === 0) return { value, start, end, members };
    // The nearest wins: a mapping's own keys, then the first mapping merged.
    const values = merged.toReversed().map((one) => one.value);
    const all = [...members, ...merged.flatMap((one) => one.members ?? [])];
    return { value: Object.assign({}, ...values, value), start, end, members: all };
  }

  #merged(key: Node, value: LocatedValue): readonly LocatedValue[] {
    const maps = (targetOf(value).items ?? [value]).map(targetOf);
    if (maps.every(({ members }) => members)) return maps;
    this.#lost(
      key,
      say`\`<<\` merges the keys of another mapping, but this is not a mapping.`,
      say`Write \`<<: *name\` with the anchor of a mapping.`,
    );
    return [];
  }

  #alias(alias: Alias): LocatedValue {
    const named = this.#anchors.get(alias.source);
    const name = shown({ name: alias.source }, '');
    if (!named) {
      return this.#lost(
        alias,
        say`YAML reads \`*${name}\` as an alias, but there is no anchor \`&${name}\` before it.`,
        quoteHelp(`*${alias.source}`),
      );
    }
    named.used = true;
    const { done } = named;
    if (!done)
      return this.#lost(
        alias,
        say`The alias \`*${name}\` is used inside its own anchor.`,
        say`Write out the value instead.`,
      );
    if (this.#nodes > mostNodes) return nothing;
    this.#nodes += done.nodes;
    if (this.#nodes > mostNodes)
      return this.#lost(
        alias,
        say`The aliases in this file expand to too much data.`,
        say`Write out the value instead.`,
      );
    const [start, end] = rangeOf(alias);
    return { value: done.located.value, start, end, target: done.located };
  }

  /** The value there is lost, so nothing more can be checked about it. */
  #lost(node: Node, message: Sentence, help: Sentence): LocatedValue {
    this.#whole = false;
    this.#error('yaml-alias', node, message, help);
    return nothing;
  }

  #duplicate(key: Node, name: string): void {
    this.#error(
      'yaml-duplicate-key',
      key,
      say`The key ${shown({ key: name }, '`')} appears twice in the same mapping.`,
      say`Delete one of them.`,
    );
  }

  /** Collects characters in a key that are not what they look like. */
  #lookAt(key: Node): void {
    if (isScalar(key) && key.type === 'PLAIN')
      this.#lookalikes.push(...lookalikesBetween(this.#source, ...rangeOf(key)));
  }

  /** An unused anchor may have been meant as part of the text after it. */
  #unused(node: Node): void {
    const found = anchored(this.#source.text, node);
    if (found?.isEmpty) this.#slips.push(found.slip);
    if (!found || found.isEmpty) return;
    this.#told.add({ ...slipDiagnostic(this.#source, found.slip), severity: 'warning' });
  }

  #unknownTag(node: Node): void {
    const slip = this.#looks() ? tagged(this.#source.text, node) : undefined;
    if (slip) {
      this.#slips.push(slip);
      return;
    }
    this.#error(
      'yaml-tag',
      node,
      say`Unknown tag ${shown({ sign: node.tag ?? '' }, '`')}.`,
      say`Delete the tag, or put text that starts with ! in quotes.`,
    );
  }

  #error(code: Code, node: Node, message: Sentence, help: Sentence): void {
    const [start, end] = rangeOf(node);
    this.#told.add({
      severity: 'error',
      code,
      ...says(message, help),
      place: placeAt(this.#source, start, end),
    });
  }
}

const notAscii = /[^\x20-\x7e]/;

const nothing: LocatedValue = { value: null, start: 0, end: 0 };

/** The value itself, or what its alias stands for. */
export const targetOf = (located: LocatedValue): LocatedValue => located.target ?? located;

/** Whether a key is `<<`, which merges another mapping's keys. */
const isMergeKey = (key: Node): boolean => isScalar(key) && key.value === '<<' && key.type === 'PLAIN';

const rangeOf = (node: Node): readonly [number, number] =>
  node.range ? [node.range[0], node.range[1]] : [0, 0];

const edgesOf = (list: YAMLSeq, first: LocatedValue | undefined): readonly [number, number] =>
  list.flow || first === undefined ? rangeOf(list) : [first.start, first.end];
