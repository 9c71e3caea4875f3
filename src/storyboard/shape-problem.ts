import type { ErrorObject } from 'ajv';
import type { Code } from '../core/codes.ts';
import { nearest } from '../core/nearest.ts';
import type { Schema } from './one-branch.ts';
import type { Path } from './places.ts';
import type { Problem } from './problems.ts';
import { inWords, keyList, kindsInWords, listOf } from './wording.ts';

/** One problem for each mistake: a misspelt key is not also a missing one, a wrong type not also out of range. */
export function shapeProblems(root: Schema, errors: readonly ErrorObject[]): readonly Problem[] {
  const explained = new Set<string>();
  const problems: Problem[] = [];
  const told = errors.filter(({ keyword }) => keyword !== 'if' && keyword !== 'propertyNames');
  for (const error of [...told].sort((a, b) => rank(a) - rank(b))) {
    const { instancePath, params } = error;
    if (explained.has(instancePath) || explained.has(`${instancePath}/${params.missingProperty}`)) continue;
    const problem = problemOf(root, error);
    if (problem.guess !== undefined) explained.add(`${instancePath}/${problem.guess}`);
    if (error.keyword === 'type') explained.add(instancePath);
    problems.push(problem);
  }
  return problems;
}

/** What explains other errors comes first. */
function rank({ keyword }: ErrorObject): number {
  if (keyword === 'type') return 0;
  return keyword === 'additionalProperties' ? 1 : 2;
}

/** The schema's way to say that a text has to say something. */
const notBlank = '\\S';

function problemOf(root: Schema, error: ErrorObject): Problem {
  const { keyword, params, data } = error;
  const path = pathOf(error.instancePath);
  const schema: Schema = error.parentSchema ?? {};
  const name = nameOf(path);
  const say = (code: Code, message: string, help = firstSentence(schema.description)): Problem => {
    return { code, path, message, help };
  };
  switch (keyword) {
    case 'additionalProperties':
      return unknownKey(schema, path, String(params.additionalProperty));
    case 'required':
      return missingKey(root, schema, path, String(params.missingProperty));
    case 'type':
      return wrongType(schema, path, data, [params.type].flat());
    case 'enum':
      return say('unknown-value', `${name} can't be ${inWords(data)}.`, enumHelp(data, params.allowedValues));
    case 'const':
      return say('out-of-range', `${name} must be ${params.allowedValue}, not ${inWords(data)}.`);
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return say('out-of-range', `${name} must be ${bound(params)}, not ${inWords(data)}.`);
    case 'minItems':
    case 'minProperties':
      return say('empty', `${name} is empty.`);
    case 'maxLength':
      return say('out-of-range', `${name} is longer than ${params.limit} characters.`);
    case 'uniqueItems':
      return say('out-of-range', `${name} names the same thing twice.`, 'Delete one of the two.');
    case 'pattern':
      if (error.propertyName !== undefined) return badName(path, error.propertyName);
      if (params.pattern === notBlank) return say('empty', `${name} is empty.`);
      return say('malformed', `${name} can't be written ${inWords(data)}.`, schema.description);
    default:
      throw new Error(`no words for the keyword ${keyword}`);
  }
}

function unknownKey(schema: Schema, path: Path, key: string): Problem {
  const at = { path: [...path, key], part: 'key' as const };
  const known = Object.keys(schema.properties ?? {});
  if (schema.beside?.own !== undefined && schema.beside.elsewhere.includes(key)) {
    const { own, owns, description } = schema.beside;
    const beside = `Beside \`${own}\` go ${keyList(known.filter((other) => other !== own))}.`;
    return {
      code: 'misplaced-key',
      ...at,
      message: `\`${key}\` does not go with \`${own}\`.`,
      help: owns.includes(key) ? description : beside,
    };
  }
  const guess = nearest(key, known);
  const help = guess === undefined ? `Known here: ${keyList(known)}.` : `Did you mean \`${guess}\`?`;
  return { code: 'unknown-key', ...at, message: `Unknown key ${inWords(key, '`')}.`, help, guess };
}

function missingKey(root: Schema, schema: Schema, path: Path, key: string): Problem {
  const missing = { code: 'missing-key' as const, path };
  if (path.at(-2) === 'segments' && key === 'prompt' && schema.beside?.own === undefined) {
    return { ...missing, message: 'This segment has no source.', help: schema.beside?.description };
  }
  const property = schema.properties?.[key];
  const definition = root.definitions?.[property?.$ref?.replace('#/definitions/', '') ?? ''];
  const help = firstSentence((definition ?? property)?.description);
  return { ...missing, message: `${nameOf(path)} has no \`${key}\`.`, help };
}

function wrongType(schema: Schema, path: Path, data: unknown, types: readonly string[]): Problem {
  if (data === null && path.length === 0) {
    const help = '`storycut init` writes a small storyboard to begin with.';
    return { code: 'empty', path, message: 'The file is empty.', help };
  }
  const wrong = { code: 'wrong-type' as const, path, help: typeHelp(schema, data, types) };
  if (data === null) return { ...wrong, message: `${nameOf(path)} has no value.` };
  return { ...wrong, message: `${nameOf(path)} must be ${kindsInWords(types)}, not ${inWords(data)}.` };
}

function typeHelp(schema: Schema, data: unknown, types: readonly string[]): string | undefined {
  if (schema.enum) return enumHelp(data, schema.enum);
  const numeric = types.includes('number') || types.includes('integer');
  if (numeric && typeof data === 'string' && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(data)) {
    return 'Write it without quotes.';
  }
  const quotable = typeof data === 'number' || typeof data === 'boolean';
  return types.includes('string') && !numeric && quotable
    ? 'Put it in quotes.'
    : firstSentence(schema.description);
}

function enumHelp(wrong: unknown, allowed: readonly unknown[]): string {
  const known = allowed.map(String);
  const guess = nearest(inWords(wrong, ''), known);
  return guess === undefined ? `It is one of ${listOf(known)}.` : `Did you mean \`${guess}\`?`;
}

/** The schema's descriptions begin with what a person needs to know first. */
const firstSentence = (description: string | undefined): string | undefined =>
  description?.match(/^.*?[.](?=\s|$)/)?.[0] ?? description;

const badName = (path: Path, name: string): Problem => ({
  code: 'malformed',
  path: [...path, name],
  part: 'key',
  message: `${inWords(name, '`')} can't be a name.`,
  help: 'A name is letters and digits, with single hyphens or underscores between them.',
});

function bound({ comparison, limit }: ErrorObject['params']): string {
  switch (comparison) {
    case '>=':
      return `${limit} or more`;
    case '<=':
      return `${limit} or less`;
    case '>':
      return `more than ${limit}`;
    default:
      return `less than ${limit}`;
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

/** What stands at a path, as a person would call it. */
function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'The file';
  const list = String(path.at(-2));
  return /^\d+$/.test(String(last)) ? (items[list] ?? `\`${list}\``) : `\`${last}\``;
}
