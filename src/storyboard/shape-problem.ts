import type { ErrorObject } from 'ajv';
import type { Code } from '../core/codes.ts';
import { nearest } from '../core/nearest.ts';
import { type Sentence, say, says } from '../core/sentence.ts';
import { writeBeside } from './advice/beside.ts';
import type { Language } from './advice/language.ts';
import { type UnknownKey, unknownKey } from './advice/unknown-key.ts';
import { byExample, writeInstead, writeUnder } from './advice/write.ts';
import type { Schema } from './one-branch.ts';
import type { Path } from './places.ts';
import type { Problem } from './problems.ts';
import { oddIn } from './slips/lookalikes.ts';
import { mostTold } from './telling.ts';
import { grouped, inWords, keyList, kindsInWords, listOf, shown } from './wording.ts';

/** One problem for each mistake: a misspelt key is not also a missing one, a wrong type not also out of range. */
export function shapeProblems(language: Language, errors: readonly ErrorObject[]): readonly Problem[] {
  const explained = new Set<string>();
  const problems: Problem[] = [];
  const told = errors.filter(({ keyword }) => keyword !== 'if' && keyword !== 'propertyNames');
  for (const error of [...told].sort((a, b) => rank(a) - rank(b))) {
    const { instancePath, params } = error;
    if (explained.has(instancePath) || explained.has(`${instancePath}/${params.missingProperty}`)) {
      problems.push({ ...bare(error), explained: true });
      continue;
    }
    if (problems.length > mostTold) break;
    const brief = problems.length >= mostAdvised || isLong(error.data);
    const problem = problemOf({ ...language, brief }, error);
    if (problem.guess !== undefined) explained.add(`${instancePath}/${problem.guess}`);
    if (problem.explains) explained.add(`/${problem.explains.join('/')}`);
    if (error.keyword === 'type') explained.add(instancePath);
    problems.push(problem);
  }
  return problems;
}

const bare = ({ instancePath, params }: ErrorObject): Problem => ({
  code: 'malformed',
  path: pathOf(instancePath),
  message: '',
  ...(params.missingProperty && { lacks: params.missingProperty }),
});

/** Nobody reads more advice. */
const mostAdvised = 200;

/** In characters: there is no advice on longer values. */
const longestAdvised = 1000;
const isLong = (data: unknown): boolean => typeof data === 'string' && data.length > longestAdvised;

/** What explains other errors comes first. */
function rank({ keyword }: ErrorObject): number {
  if (keyword === 'additionalProperties') return 0;
  return keyword === 'type' ? 1 : 2;
}

/** A value as a message names it; a number as its author wrote it: `007`, not 7. */
function asWritten({ file }: Language, path: Path, data: unknown): Sentence {
  const own = typeof data === 'number' ? file?.textOf(path) : undefined;
  return own === undefined || own === String(data) ? shown({ value: data }) : shown({ value: own }, '');
}

/** What can't be seen of a wrong text, as a clause. */
function because(data: unknown): string {
  const odd = typeof data === 'string' ? oddIn(data) : undefined;
  return odd === undefined ? '' : `: ${odd}`;
}

/** The schema's pattern for a text that must not be blank. */
const notBlank = '\\S';

function problemOf(language: Language, error: ErrorObject): Problem {
  const { keyword, params, data } = error;
  const path = pathOf(error.instancePath);
  const schema: Schema = error.parentSchema ?? {};
  const name = nameOf(path);
  const value = shown({ value: data });
  const told = (code: Code, message: Sentence, help = described(schema.description)): Problem => ({
    code,
    path,
    ...says(message, help),
  });
  const written =
    ['enum', 'pattern'].includes(keyword) && error.propertyName === undefined
      ? writeInstead(language, path, data)
      : undefined;
  const beside = keyword === 'pattern' ? writeBeside(language, path, data) : undefined;
  const misspelt = (): Sentence | undefined => writeInstead({ ...language, misspelt: true }, path, data);
  switch (keyword) {
    case 'additionalProperties':
      return notHere(language, schema, {
        path,
        key: String(params.additionalProperty),
        mapping: data as Readonly<Record<string, unknown>>,
      });
    case 'required':
      return missingKey(language, schema, path, String(params.missingProperty));
    case 'type':
      return wrongType(language, schema, { path, data, types: [params.type].flat() });
    case 'enum':
      return told(
        'unknown-value',
        say`${name} can't be ${value}${because(data)}.`,
        written ??
          writeBeside(language, path, data) ??
          nearestOf(data, params.allowedValues) ??
          writeUnder(language, path, data) ??
          misspelt() ??
          inPrompt(path, data) ??
          oneOf(params.allowedValues),
      );
    case 'const':
      return told(
        'out-of-range',
        say`${name} must be ${shown({ known: params.allowedValue })}, not ${value}.`,
      );
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return told('out-of-range', say`${name} must be ${bound(params)}, not ${value}.`);
    case 'minItems':
    case 'minProperties':
      return told('empty', say`${name} is empty.`);
    case 'maxLength':
      return told('out-of-range', say`${name} is longer than ${grouped('most', params.limit)} characters.`);
    case 'uniqueItems':
      return told('out-of-range', say`${name} has the same item twice.`, say`Delete one of them.`);
    case 'pattern':
      if (error.propertyName !== undefined) return badName(path, error.propertyName);
      if (params.pattern === notBlank) return told('empty', say`${name} is empty.`);
      return told(
        'malformed',
        say`${name} can't be ${value}${because(data)}.`,
        beside ?? written ?? plain(schema.description),
      );
    default:
      // From a schema that is not ours.
      return told('malformed', say`${name} ${error.message ?? 'is not valid'}.`);
  }
}

function notHere(language: Language, schema: Schema, unknown: Omit<UnknownKey, 'known'>): Problem {
  const { path, key } = unknown;
  const known = Object.keys(schema.properties ?? {});
  if (schema.beside?.own === undefined || !schema.beside.elsewhere.includes(key))
    return unknownKey(language, { ...unknown, known });
  const { own, owns, description } = schema.beside;
  return {
    code: 'misplaced-key',
    path: [...path, key],
    part: 'key',
    ...says(
      say`\`${{ key }}\` can't be used with \`${{ beside: own }}\`.`,
      owns.includes(key)
        ? plain(description)
        : say`Keys allowed with \`${own}\`: ${keyList(known.filter((other) => other !== own))}.`,
    ),
  };
}

function missingKey({ schema: root }: Language, schema: Schema, path: Path, key: string): Problem {
  const missing = { code: 'missing-key' as const, path, lacks: key };
  if (path.at(-2) === 'segments' && key === 'prompt' && schema.beside?.own === undefined) {
    return { ...missing, ...says(say`This segment has no source.`, plain(schema.beside?.description)) };
  }
  const property = schema.properties?.[key];
  const definition = root.definitions?.[property?.$ref?.replace('#/definitions/', '') ?? ''];
  const help = described((definition ?? property)?.description);
  return { ...missing, ...says(say`${nameOf(path)} has no \`${{ key }}\`.`, help) };
}

function wrongType(
  language: Language,
  schema: Schema,
  { path, data, types }: { readonly path: Path; readonly data: unknown; readonly types: readonly string[] },
): Problem {
  if (data === null && path.length === 0) {
    const help = language.keys.has([], 'scenes')
      ? say`\`storycut init\` writes a small storyboard to start from.`
      : described(schema.description);
    return { code: 'empty', path, ...says(say`The file is empty.`, help) };
  }
  const help =
    // A number at `at` is a time, not a name.
    (path.at(-1) === 'at' ? writeBeside(language, path, data) : undefined) ??
    writeInstead(language, path, data) ??
    writeBeside(language, path, data) ??
    (schema.enum && (nearestOf(data, schema.enum) ?? oneOf(schema.enum))) ??
    writeInstead({ ...language, misspelt: true }, path, data) ??
    byExample(language, path) ??
    described(schema.description);
  const message =
    data === null
      ? say`${nameOf(path)} has no value.`
      : say`${nameOf(path)} must be ${kindsInWords(types)}, not ${asWritten(language, path, data)}${because(data)}.`;
  return { code: 'wrong-type', path, ...says(message, help) };
}

/** A segment's own `sound` is whether it has any; what is heard belongs into its prompt. */
const inPrompt = (path: Path, data: unknown): Sentence | undefined =>
  path.at(-1) === 'sound' && typeof data === 'string'
    ? say`Use on or off here, and describe what is heard in the prompt: \`prompt: { action: …, sound: ${{ write: data }} }\`.`
    : undefined;

function nearestOf(wrong: unknown, allowed: readonly unknown[]): Sentence | undefined {
  const guess = nearest(inWords(wrong, ''), allowed.map(String));
  return guess === undefined ? undefined : say`Did you mean \`${{ nearest: guess }}\`?`;
}

function oneOf(allowed: readonly unknown[]): Sentence {
  const known = allowed.map(String);
  return say`Use ${{ text: listOf(known, 'or'), params: { known } }}.`;
}

/** The schema's descriptions begin with the most important sentence. */
const described = (description: string | undefined): Sentence | undefined =>
  plain(description?.match(/^.*?[.](?=\s|$)/)?.[0] ?? description);

const plain = (text: string | undefined): Sentence | undefined =>
  text === undefined ? undefined : say`${text}`;

const badName = (path: Path, name: string): Problem => ({
  code: 'malformed',
  path: [...path, name],
  part: 'key',
  ...says(
    say`${shown({ name }, '`')} is not a valid name.`,
    say`Use letters and digits, with single hyphens or underscores between them.`,
  ),
});

function bound({ comparison, limit }: ErrorObject['params']): Sentence {
  switch (comparison) {
    case '>=':
      return say`${{ least: limit }} or more`;
    case '<=':
      return say`${{ most: limit }} or less`;
    case '>':
      return say`more than ${{ above: limit }}`;
    default:
      return say`less than ${{ below: limit }}`;
  }
}

/** `/scenes/0/id` → `['scenes', '0', 'id']` */
const pathOf = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

const items: Readonly<Record<string, string>> = {
  scenes: 'This scene',
  segments: 'This segment',
  outputs: 'This output',
  narration: 'This narration',
  cues: 'This cue',
  dialogue: 'This line of dialogue',
  fallbacks: 'This fallback',
};

/** What is at a path, as a person would call it. */
function nameOf(path: Path): Sentence {
  const last = String(path.at(-1) ?? '');
  if (last === '') return say`The file`;
  if (!/^\d+$/.test(last)) return say`\`${{ key: last }}\``;
  const list = String(path.at(-2));
  return items[list] === undefined ? say`\`${{ key: list }}\`` : say`${items[list]}`;
}
