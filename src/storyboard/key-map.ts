import type { Schema } from './one-branch.ts';

/** Keys on the way down from the top of a file, without positions in lists. */
export type Way = readonly string[];

interface Level {
  readonly keys: Map<string, Level>;
  /** Under names that the author chooses. */
  any?: Level;
}

/** Which keys the language has where. */
export class KeyMap {
  readonly #top: Level = { keys: new Map() };
  readonly #ways = new Map<string, Way[]>();

  constructor(root: Schema) {
    const { definitions = {} } = root;
    const add = (schema: Schema, level: Level, way: Way): void => {
      const target = definitions[schema.$ref?.replace('#/definitions/', '') ?? ''] ?? schema;
      for (const branch of target.anyOf ?? []) add(branch, level, way);
      if (isSchema(target.items)) add(target.items, level, way);
      if (isSchema(target.additionalProperties)) {
        level.any ??= { keys: new Map() };
        add(target.additionalProperties, level.any, [...way, '*']);
      }
      for (const [key, property] of Object.entries(target.properties ?? {})) {
        const below = level.keys.get(key) ?? { keys: new Map() };
        if (!level.keys.has(key)) this.#ways.set(key, [...(this.#ways.get(key) ?? []), way]);
        level.keys.set(key, below);
        add(property, below, [...way, key]);
      }
    };
    add(root, this.#top, []);
  }

  /** Whether a key may stand in a mapping to which these keys lead. */
  has(way: Way, key: string): boolean {
    const level = this.#level(way);
    return level?.keys.has(key) === true || level?.any !== undefined;
  }

  /** The keys of a mapping to which these keys lead. */
  at(way: Way): readonly string[] {
    return [...(this.#level(way)?.keys.keys() ?? [])];
  }

  #level(way: Way): Level | undefined {
    let level: Level | undefined = this.#top;
    for (const step of way) level = level?.keys.get(step) ?? level?.any;
    return level;
  }

  /** Whether the language has such a key anywhere. */
  knows(key: string): boolean {
    return this.#ways.has(key);
  }

  /** All ways to mappings that a key may stand in. */
  waysTo(key: string): readonly Way[] {
    return this.#ways.get(key) ?? [];
  }
}

const isSchema = (value: unknown): value is Schema => value !== null && typeof value === 'object';
