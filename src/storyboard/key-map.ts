import type { Schema } from './one-branch.ts';

/** Keys from the top of a file down, without positions in lists. */
export type KeyWay = readonly string[];

/** What is allowed at a place. */
export interface Level {
  /** Keys of a mapping, or of the mappings in a list. */
  readonly keys: ReadonlyMap<string, Level>;
  /** What is allowed under names that the author chooses. */
  readonly any?: Level;
  /** Whether it is a list. */
  readonly list: boolean;
  /** Whether it, or an item of it if it is a list, may be a text, a number or a boolean. */
  readonly scalar: boolean;
}

interface Growing extends Level {
  readonly keys: Map<string, Growing>;
  any?: Growing;
  list: boolean;
  scalar: boolean;
}

const nothingYet = (): Growing => ({ keys: new Map(), list: false, scalar: false });

/** The keys that the language has at each place. */
export class KeyMap {
  readonly #top: Growing = nothingYet();
  readonly #ways = new Map<string, KeyWay[]>();

  constructor(root: Schema) {
    const { definitions = {} } = root;
    const add = (schema: Schema, level: Growing, way: KeyWay): void => {
      const target = definitions[schema.$ref?.replace('#/definitions/', '') ?? ''] ?? schema;
      for (const branch of target.anyOf ?? []) add(branch, level, way);
      const types = [target.type ?? []].flat();
      if (types.some((type) => type !== 'object' && type !== 'array')) level.scalar = true;
      if (isSchema(target.items)) {
        level.list = true;
        add(target.items, level, way);
      }
      if (isSchema(target.additionalProperties)) {
        level.any ??= nothingYet();
        add(target.additionalProperties, level.any, [...way, '*']);
      }
      for (const [key, property] of Object.entries(target.properties ?? {})) {
        const below = level.keys.get(key) ?? nothingYet();
        if (!level.keys.has(key)) this.#ways.set(key, [...(this.#ways.get(key) ?? []), way]);
        level.keys.set(key, below);
        add(property, below, [...way, key]);
      }
    };
    add(root, this.#top, []);
  }

  /** Whether the mapping at this way may have this key. */
  has(way: KeyWay, key: string): boolean {
    const level = this.#level(way);
    return level?.keys.has(key) === true || level?.any !== undefined;
  }

  /** The keys of the mapping at this way. */
  at(way: KeyWay): readonly string[] {
    return [...(this.#level(way)?.keys.keys() ?? [])];
  }

  /** What is allowed at the top of a file. */
  get top(): Level {
    return this.#top;
  }

  #level(way: KeyWay): Level | undefined {
    let level: Level | undefined = this.#top;
    for (const step of way) level = level?.keys.get(step) ?? level?.any;
    return level;
  }

  /** Whether the language has this key anywhere. */
  knows(key: string): boolean {
    return this.#ways.has(key);
  }

  /** All ways to mappings that may have this key. */
  waysTo(key: string): readonly KeyWay[] {
    return this.#ways.get(key) ?? [];
  }
}

const isSchema = (value: unknown): value is Schema => value !== null && typeof value === 'object';
