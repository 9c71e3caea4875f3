import { readFile } from 'node:fs/promises';
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Language } from './advice/language.ts';
import { KeyMap } from './key-map.ts';
import { oneBranch, type Schema } from './one-branch.ts';
import type { Problem } from './problems.ts';
import { shapeProblems } from './shape-problem.ts';

/** What a JSON Schema file says of the files it is for. */
export interface Shape {
  readonly keys: KeyMap;
  /** Finds all that is wrong with the shape of a value: keys, types, ranges. */
  check(value: unknown): readonly Problem[];
}

const shapes = new Map<string, Promise<Shape>>();

/** Made once in a process. */
export function shapeOf(schemaFile: string): Promise<Shape> {
  const made = shapes.get(schemaFile) ?? makeShape(schemaFile);
  shapes.set(schemaFile, made);
  return made;
}

async function makeShape(schemaFile: string): Promise<Shape> {
  const [{ Ajv }, text] = await Promise.all([import('ajv'), readFile(schemaFile, 'utf8')]);
  const schema: Schema = JSON.parse(text);
  // Compiling is much of what a command takes to start: without inlining and optimizing it takes a fifth of the time,
  // and what is compiled checks as fast.
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    // `.inf` and `.nan` are no numbers.
    strictNumbers: true,
    validateSchema: false,
    meta: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  const validate: ValidateFunction = ajv.compile(oneBranch(schema));
  const parts = new Map<Schema, ValidateFunction>();
  const language: Language = {
    schema,
    keys: new KeyMap(schema),
    fits: (part, value) => {
      const fits = parts.get(part) ?? ajv.compile({ ...part, definitions: schema.definitions });
      parts.set(part, fits);
      return fits(value);
    },
  };
  return {
    keys: language.keys,
    check: (value) =>
      validate(value) ? [] : shapeProblems(language, validate.errors as readonly ErrorObject[]),
  };
}
