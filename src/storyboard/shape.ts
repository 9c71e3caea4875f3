import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Ajv, ErrorObject, Options, ValidateFunction } from 'ajv';
import type { AsInFile, Language } from './advice/language.ts';
import { KeyMap } from './key-map.ts';
import { oneBranch, type Schema } from './one-branch.ts';
import type { Problem } from './problems.ts';
import { shapeProblems } from './shape-problem.ts';

/** The checks of a JSON Schema file. */
export interface Shape {
  readonly keys: KeyMap;
  /** Finds all that is wrong with the shape of a value: keys, types, ranges. */
  check(value: unknown, file?: AsInFile): Promise<readonly Problem[]>;
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

/** For a schema that is known only at run time: it is compiled when needed, not when this program is built. */
export const shapeBy = (schema: Schema): Shape => shaped(schema, () => false);

/** `fits`: a quick check that accepts most valid values. */
function shaped(schema: Schema, fits: (value: unknown) => boolean): Shape {
  const keys = new KeyMap(schema);
  let explain: Promise<Explain> | undefined;
  return {
    keys,
    check: async (value, file) => {
      if (fits(value)) return [];
      explain ??= makeExplain(schema, keys);
      return (await explain)(value, file);
    },
  };
}

/** The schema as a function, which `scripts/compile-schemas.mjs` wrote. */
function compiled(schemaFile: string): (value: unknown) => boolean {
  const name = basename(schemaFile).replace(/\.json$/, '.cjs');
  return createRequire(import.meta.url)(join(dirname(schemaFile), '../dist/schemas', name));
}

/** Options common to all uses of a schema. */
export const asWritten = {
  strict: false,
  // `.inf` and `.nan` are not numbers.
  strictNumbers: true,
  validateSchema: false,
  meta: false,
  inlineRefs: false,
} as const satisfies Options;

/** Appends the errors of a part to those before: copying both for each part is slow if there are many. */
const adding = (code: string): string =>
  code.replaceAll(/vErrors\.concat\(([\w.]+)\)/g, '$1.reduce((all, one) => (all.push(one), all), vErrors)');

const brief = { ...asWritten, messages: false, code: { optimize: false } } as const satisfies Options;

/** Whether a value fits a part of a schema. Each definition is compiled once, when the first part refers to it. */
function partsOf(schema: Schema, ajv: Ajv): Language['fits'] {
  ajv.addSchema({ definitions: schema.definitions }, 'whole');
  const known = new Map<Schema, ValidateFunction>();
  const compile = (part: Schema): ValidateFunction => {
    const text = JSON.stringify(part);
    for (const [, name] of text.matchAll(/"\$ref":"(#[^"]*)"/g)) ajv.getSchema(`whole${name}`);
    return ajv.compile(JSON.parse(text.replaceAll('"$ref":"#', '"$ref":"whole#')));
  };
  return (part, value) => {
    const fits = known.get(part) ?? compile(part);
    known.set(part, fits);
    return fits(value);
  };
}

type Explain = (...given: Parameters<Shape['check']>) => readonly Problem[];

/** Finds everything that doesn't fit. Compiling is slow, so this is only for invalid values. */
async function makeExplain(schema: Schema, keys: KeyMap): Promise<Explain> {
  const { Ajv } = await import('ajv');
  const ajv = new Ajv({
    ...asWritten,
    allErrors: true,
    verbose: true,
    code: { optimize: false, process: adding },
  });
  const validate: ValidateFunction = ajv.compile(oneBranch(schema));
  const language: Language = { schema, keys, fits: partsOf(schema, new Ajv(brief)) };
  return (value, file) =>
    validate(value)
      ? []
      : shapeProblems(
          { ...language, root: value, ...(file && { file }) },
          validate.errors as readonly ErrorObject[],
        );
}
