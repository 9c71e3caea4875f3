import type { KeyMap } from '../key-map.ts';
import type { Schema } from '../one-branch.ts';
import type { Path } from '../places.ts';

/** What advice on a file's shape is based on. */
export interface Language {
  readonly schema: Schema;
  readonly keys: KeyMap;
  /** Whether a value fits this part of the schema. */
  fits(part: Schema, value: unknown): boolean;
  /** Whether to look only for the nearest known name. */
  readonly brief?: boolean;
  /** The file's data, to look beside a value. */
  readonly root?: unknown;
  /** How the data is written in the file. */
  readonly file?: AsInFile;
  /** Whether to consider misspelt words. */
  readonly misspelt?: boolean;
}

/** What advice looks up in the file's own text. */
export interface AsInFile {
  /** The text of the value at a path, if it is on one line. */
  textOf(path: Path): string | undefined;
  /** Whether the list at a path is in brackets, where items have no dashes. */
  isInBrackets(path: Path): boolean;
}

/** What a reference stands for. */
const followed = ({ schema }: Language, part: Schema): Schema =>
  schema.definitions?.[part.$ref?.replace('#/definitions/', '') ?? ''] ?? part;

/** A part of the schema and its branches, references followed. */
export function branchesOf(language: Language, part: Schema): readonly Schema[] {
  const { anyOf, ...own } = followed(language, part);
  return anyOf ? anyOf.flatMap((branch) => branchesOf(language, branch)) : [own];
}

/** The part of the schema for a path; of several branches, the first that has one. */
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

/** Example values there. */
export function examplesOf(language: Language, part: Schema): readonly unknown[] {
  const examples = part.examples ?? followed(language, part).examples;
  return Array.isArray(examples) ? examples : [];
}
