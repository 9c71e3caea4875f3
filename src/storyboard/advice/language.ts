import type { KeyMap } from '../key-map.ts';
import type { Schema } from '../one-branch.ts';
import type { Path } from '../places.ts';

/** What advice on a file's shape is drawn from. */
export interface Language {
  readonly schema: Schema;
  readonly keys: KeyMap;
  /** Whether a value may stand where this part of the schema holds. */
  fits(part: Schema, value: unknown): boolean;
  /** Whether no more than the nearest known name is to be looked for. */
  readonly brief?: boolean;
  /** The file's data: what stands beside a value. */
  readonly root?: unknown;
  /** What stands in the file for the value at a path, where it stands on one line. */
  written?(path: Path): string | undefined;
  /** Whether a word with letters wrong may be meant. */
  readonly misspelt?: boolean;
}

/** What a reference stands for. */
const followed = ({ schema }: Language, part: Schema): Schema =>
  schema.definitions?.[part.$ref?.replace('#/definitions/', '') ?? ''] ?? part;

/** A part of the schema and its branches, references followed. */
export function branchesOf(language: Language, part: Schema): readonly Schema[] {
  const { anyOf, ...own } = followed(language, part);
  return anyOf ? anyOf.flatMap((branch) => branchesOf(language, branch)) : [own];
}

/** The part that holds for what stands at a path; of several branches, the first that has it. */
export function schemaAt(language: Language, path: Path): Schema | undefined {
  let part: Schema | undefined = language.schema;
  for (const step of path) {
    const below: (Schema | undefined)[] = branchesOf(language, part ?? {}).map((branch) =>
      under(branch, String(step)),
    );
    part = below.find((one) => one !== undefined);
  }
  return part;
}

function under({ properties, items, additionalProperties }: Schema, step: string): Schema | undefined {
  if (properties && Object.hasOwn(properties, step)) return properties[step];
  if (isSchema(items) && /^\d+$/.test(step)) return items;
  return isSchema(additionalProperties) ? additionalProperties : undefined;
}

const isSchema = (value: unknown): value is Schema => value !== null && typeof value === 'object';

/** How a value is written there, by example. */
export function examplesOf(language: Language, part: Schema): readonly unknown[] {
  const examples = part.examples ?? followed(language, part).examples;
  return Array.isArray(examples) ? examples : [];
}
