import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { ErrorObject, Options, ValidateFunction } from 'ajv';
import type { Language } from './advice/language.ts';
import { KeyMap } from './key-map.ts';
import { oneBranch, type Schema } from './one-branch.ts';
import type { Problem } from './problems.ts';
import { shapeProblems } from './shape-problem.ts';

/** What a JSON Schema file says of the files it is for. */
export interface Shape {
  readonly keys: KeyMap;
  /** Finds all that is wrong with the shape of a value: keys, types, ranges. */
  check(value: unknown, written?: Language['written']): Promise<readonly Problem[]>;
}

const shapes = new Map<string, Promise<Shape>>();

/** Made once in a process. */
export function shapeOf(schemaFile: string): Promise<Shape> {
  const made = shapes.get(schemaFile) ?? makeShape(schemaFile);
  shapes.set(schemaFile, made);
  return made;
}

async function makeShape(schemaFile: string): Promise<Shape> {
  return shaped(await readSchema(schemaFile), compiled(schemaFile));
}

export const readSchema = async (file: string): Promise<Schema> => JSON.parse(await readFile(file, 'utf8'));

/** Of a schema that is known only now: each check compiles what was not compiled when this program was built. */
export const shapeBy = (schema: Schema): Shape => shaped(schema, () => false);

/** `fits`: says quickly of most values that fit that they do. */
function shaped(schema: Schema, fits: (value: unknown) => boolean): Shape {
  const keys = new KeyMap(schema);
  let explain: Promise<Explain> | undefined;
  return {
    keys,
    check: async (value, written) => {
      if (fits(value)) return [];
      explain ??= makeExplain(schema, keys);
      return (await explain)(value, written);
    },
  };
}

/** The schema as a function, which `scripts/compile-schemas.mjs` wrote. */
function compiled(schemaFile: string): (value: unknown) => boolean {
  const name = basename(schemaFile).replace(/\.json$/, '.cjs');
  return createRequire(import.meta.url)(join(dirname(schemaFile), '../dist/schemas', name));
}

/** How a schema is understood, whatever is asked of it. */
export const asWritten = {
  strict: false,
  // `.inf` and `.nan` are no numbers.
  strictNumbers: true,
  validateSchema: false,
  meta: false,
  inlineRefs: false,
} as const satisfies Options;

/** What is found in a part is added to what was found before: copying both for each part takes long where there is much. */
const adding = (code: string): string =>
  code.replaceAll(/vErrors\.concat\(([\w.]+)\)/g, '$1.reduce((all, one) => (all.push(one), all), vErrors)');

type Explain = (...given: Parameters<Shape['check']>) => readonly Problem[];

/** Says all that doesn't fit. Compiling takes long, so this is for what is wrong. */
async function makeExplain(schema: Schema, keys: KeyMap): Promise<Explain> {
  const { Ajv } = await import('ajv');
  const ajv = new Ajv({
    ...asWritten,
    allErrors: true,
    verbose: true,
    code: { optimize: false, process: adding },
  });
  const validate: ValidateFunction = ajv.compile(oneBranch(schema));
  const parts = new Map<Schema, ValidateFunction>();
  const language: Language = {
    schema,
    keys,
    fits: (part, value) => {
      const fits = parts.get(part) ?? ajv.compile({ ...part, definitions: schema.definitions });
      parts.set(part, fits);
      return fits(value);
    },
  };
  return (value, written) =>
    validate(value)
      ? []
      : shapeProblems(
          { ...language, root: value, ...(written && { written }) },
          validate.errors as readonly ErrorObject[],
        );
}
