import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { Code } from '../core/codes.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { isMergeKey } from './places.ts';
import { placeAt, type Source } from './source.ts';

/** Plain data of a YAML document: no aliases, no merge keys, no tags. */
export interface Tree {
  readonly value: unknown;
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly diagnostics: readonly Diagnostic[];
  /** False where something could not be followed, so that what stands there means nothing. */
  readonly whole: boolean;
}

// More than any person writes; a few lines of aliases of aliases reach billions.
const mostNodes = 16_000_000;

const tags = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`),
);

/** Turns nodes into data in one walk, telling what YAML allows and a storyboard does not. */
export function treeOf(source: Source, root: Node | null): Tree {
  const walk = new Walk(source);
  const value = walk.value(root);
  return { value, targets: walk.targets, diagnostics: walk.diagnostics, whole: walk.whole };
}

interface Anchored {
  readonly node: Node;
  /** Absent while the walk is inside it. */
  done?: { readonly value: unknown; readonly nodes: number };
}

class Walk {
  readonly targets = new Map<Alias, Node>();
  readonly diagnostics: Diagnostic[] = [];
  whole = true;
  readonly #source: Source;
  readonly #anchors = new Map<string, Anchored>();
  /** Counted as if every alias were written out. */
  #nodes = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  value(node: Node | null): unknown {
    this.#nodes++;
    if (node === null) return null;
    if (isAlias(node)) return this.#alias(node);
    if (node.tag !== undefined && !tags.has(node.tag)) this.#unknownTag(node);
    return node.anchor === undefined ? this.#bare(node) : this.#anchored(node, node.anchor);
  }

  #anchored(node: Node, name: string): unknown {
    const anchored: Anchored = { node };
    this.#anchors.set(name, anchored);
    const before = this.#nodes;
    const value = this.#bare(node);
    anchored.done = { value, nodes: this.#nodes - before + 1 };
    return value;
  }

  #bare(node: Node): unknown {
    if (isScalar(node)) return this.#scalar(node);
    if (isMap(node)) return this.#map(node);
    if (isSeq(node)) return node.items.map((item) => this.value(item as Node));
    throw new Error('a YAML node is a scalar, a map, a sequence or an alias');
  }

  #scalar(node: Scalar): unknown {
    const { value } = node;
    // Only an escape in double quotes can bring in what the text itself may not hold.
    if (
      node.type === 'QUOTE_DOUBLE' &&
      typeof value === 'string' &&
      /\p{Surrogate}|(?![\t\n\r])\p{Cc}/u.test(value)
    ) {
      this.#error(
        'control-character',
        node,
        'An escape in this text stands for a control character or half a character.',
        'Delete it.',
      );
    }
    return value;
  }

  #map(map: YAMLMap): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    const merges: unknown[] = [];
    for (const { key, value } of map.items) {
      const name = isScalar(key) ? String(key.value ?? '') : '';
      const member = this.value(value as Node | null);
      if (isMergeKey(key)) merges.push(...this.#merged(key as Node, member));
      else if (name === '__proto__')
        this.#error('unknown-key', key as Node, 'Unknown key `__proto__`.', 'Delete it.');
      else if (Object.hasOwn(object, name)) this.#duplicate(key as Node, name);
      else object[name] = member;
    }
    // The nearest wins: a mapping's own keys, then the first mapping merged.
    return merges.length > 0 ? Object.assign({}, ...merges.toReversed(), object) : object;
  }

  #merged(key: Node, value: unknown): readonly unknown[] {
    const maps = Array.isArray(value) ? value : [value];
    if (maps.every((map) => map !== null && typeof map === 'object' && !Array.isArray(map))) return maps;
    this.#lost(
      key,
      '`<<` takes in the keys of another mapping, and this is none.',
      'Write `<<: *name` with the anchor of a mapping.',
    );
    return [];
  }

  #alias(alias: Alias): unknown {
    const anchored = this.#anchors.get(alias.source);
    if (!anchored) {
      return this.#lost(
        alias,
        `Nothing before this is marked \`&${alias.source}\`.`,
        'A text that begins with * goes in quotes.',
      );
    }
    this.targets.set(alias, anchored.node);
    const { done } = anchored;
    if (!done)
      return this.#lost(
        alias,
        `\`*${alias.source}\` stands inside what it means.`,
        'Write out what is meant.',
      );
    if (this.#nodes > mostNodes) return null;
    this.#nodes += done.nodes;
    if (this.#nodes <= mostNodes) return done.value;
    return this.#lost(alias, 'The aliases of this file stand for too much.', 'Write out what is meant.');
  }

  /** What stands there is lost, so nothing more can be said about it. */
  #lost(node: Node, message: string, help: string): null {
    this.whole = false;
    this.#error('yaml-alias', node, message, help);
    return null;
  }

  #duplicate(key: Node, name: string): void {
    this.#error(
      'yaml-duplicate-key',
      key,
      `The key \`${name}\` stands twice in the same mapping.`,
      'Delete one of the two.',
    );
  }

  #unknownTag(node: Node): void {
    this.#error(
      'yaml-tag',
      node,
      `Unknown tag \`${node.tag ?? ''}\`.`,
      'Tags have no use here; a text that begins with ! goes in quotes.',
    );
  }

  #error(code: Code, node: Node, message: string, help: string): void {
    const [start, end] = node.range ?? [0, 0];
    this.diagnostics.push({
      severity: 'error',
      code,
      message,
      place: placeAt(this.#source, start, end),
      help,
    });
  }
}
