import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Place } from '../core/diagnostic.ts';
import { placeAt, type Source } from './source.ts';

/** Keys and list positions (from 0) from the top of the file down to a value. */
export type Path = readonly (string | number)[];

/** Less than a whole value: the key it stands under, or the n-th (from 0) occurrence of some words in it. */
export type Part = 'key' | { readonly words: string; readonly nth: number };

/** Says where in the file a value stands. Looked up only when something is to be said about it. */
export class Places {
  readonly #source: Source;
  readonly #root: Node | null;
  readonly #targets: ReadonlyMap<Alias, Node>;
  readonly #indexes = new Map<YAMLMap, ReadonlyMap<unknown, Pair>>();

  constructor(source: Source, root: Node | null, targets: ReadonlyMap<Alias, Node>) {
    this.#source = source;
    this.#root = root;
    this.#targets = targets;
  }

  /** Of the value at `path`, or of the last thing on the way there that the file holds. */
  of(path: Path, part?: Part): Place {
    const { node, key, whole } = this.#find(path);
    if (!whole || part === undefined) return this.#range(node, key);
    return part === 'key' ? this.#range(key ?? node, key) : this.#words(node, key, part);
  }

  /** Places of what is within the value at `path`: the way there is gone once for many look-ups. */
  within(path: Path): Places {
    return new Places(this.#source, this.#find(path).node, this.#targets);
  }

  #find(path: Path): { node: Node | null; key: Node | undefined; whole: boolean } {
    let node = this.#root;
    let key: Node | undefined;
    for (const step of path) {
      const next = this.#step(node, step);
      if (!next) return { node, key, whole: false };
      ({ node, key } = next);
    }
    return { node, key, whole: true };
  }

  #step(from: Node | null, step: string | number): { node: Node | null; key: Node | undefined } | undefined {
    const node = this.#resolved(from);
    if (isSeq(node)) {
      const item = node.items[Number(step)];
      return item === undefined ? undefined : { node: item as Node, key: undefined };
    }
    const pair = isMap(node) ? this.#pair(node, String(step)) : undefined;
    return pair && { node: pair.value as Node | null, key: pair.key as Node };
  }

  #resolved(node: Node | null): Node | null {
    return isAlias(node) ? (this.#targets.get(node) ?? null) : node;
  }

  /** A key of its own comes before one that `<<` brings in. */
  #pair(map: YAMLMap, key: string): Pair | undefined {
    const own = this.#own(map, key);
    if (own) return own;
    for (const pair of map.items) {
      if (!isMergeKey(pair.key)) continue;
      for (const merged of mergedMaps(pair.value, (node) => this.#resolved(node))) {
        const found = this.#pair(merged, key);
        if (found) return found;
      }
    }
    return undefined;
  }

  /** A long mapping is looked through once, however many places in it are asked for. */
  #own(map: YAMLMap, key: string): Pair | undefined {
    if (map.items.length <= 50) return map.items.find((pair) => keyOf(pair) === key);
    const index =
      this.#indexes.get(map) ?? new Map(map.items.toReversed().map((pair) => [keyOf(pair), pair]));
    this.#indexes.set(map, index);
    return index.get(key);
  }

  #words(node: Node | null, key: Node | undefined, { words, nth }: { words: string; nth: number }): Place {
    const target = this.#resolved(node);
    const range = target?.range;
    if (!range) return this.#range(node, key);
    let at = range[0] - 1;
    for (let n = 0; n <= nth; n++) {
      at = this.#source.text.indexOf(words, at + 1);
      // Written with an escape, or folded over two lines.
      if (at === -1 || at >= range[1]) return this.#range(target, key);
    }
    return placeAt(this.#source, at, at + words.length);
  }

  /** Of a block of many lines, its first key or item; of an empty value, its key. */
  #range(node: Node | null, key: Node | undefined): Place {
    const [start, end] = edges(node);
    const [keyStart, keyEnd] = edges(key ?? null);
    const empty = start === end && keyEnd > keyStart;
    return empty ? placeAt(this.#source, keyStart, keyEnd) : placeAt(this.#source, start, end);
  }
}

const keyOf = ({ key }: Pair): unknown => (isScalar(key) ? key.value : undefined);

function edges(node: Node | null): readonly [number, number] {
  if (isMap(node) && !node.flow && node.items[0]) return edges(node.items[0].key as Node | null);
  if (isSeq(node) && !node.flow && node.items[0]) return edges(node.items[0] as Node | null);
  return node?.range ? [node.range[0], node.range[1]] : [0, 0];
}

/** Whether a key is `<<`, which brings in another mapping's keys. */
export const isMergeKey = (key: unknown): boolean =>
  isScalar(key) && key.value === '<<' && key.type === 'PLAIN';

/** The mappings that a `<<` names: one, or a list of them. */
function mergedMaps(value: unknown, resolved: (node: Node | null) => Node | null): readonly YAMLMap[] {
  const node = resolved(value as Node | null);
  if (isMap(node)) return [node];
  return isSeq(node) ? node.items.map((item) => resolved(item as Node)).filter((item) => isMap(item)) : [];
}
