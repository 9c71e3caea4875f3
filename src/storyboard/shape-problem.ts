import type { ErrorObject } from 'ajv';
import { nearest } from '../core/nearest.ts';
import type { Schema } from './one-branch.ts';
import type { Path } from './places.ts';
import type { Problem } from './problems.ts';
import { inWords, keyList, kindsInWords, listOf } from './wording.ts';

/** One problem for each mistake: a misspelt key is not also a missing one. */
export function shapeProblems(root: Schema, errors: readonly ErrorObject[]): readonly Problem[] {
  const meant = new Set<string>();
  const problems: Problem[] = [];
  const told = errors.filter(({ keyword }) => keyword !== 'if' && keyword !== 'propertyNames');
  // Unknown keys first, since they explain missing ones.
  for (const error of [...told].sort((a, b) => Number(isUnknownKey(b)) - Number(isUnknownKey(a)))) {
    if (meant.has(`${error.instancePath}/${error.params.missingProperty}`)) continue;
    const { guess, ...problem } = problemOf(root, error);
    if (guess !== undefined) meant.add(`${error.instancePath}/${guess}`);
    problems.push(problem);
  }
  return problems;
}

const isUnknownKey = (error: ErrorObject): boolean => error.keyword === 'additionalProperties';

/** The schema's way to say that a text has to say something. */
const notBlank = '\\S';

/** `guess`: the known key that an unknown one most likely means. */
type Guessed = Problem & { readonly guess?: string | undefined };

function problemOf(root: Schema, error: ErrorObject): Guessed {
  const path = pathOf(error.instancePath);
  const schema: Schema = error.parentSchema ?? {};
  const name = nameOf(path);
  const value = inWords(error.data);
  const help = schema.description;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(schema, path, String(error.params.additionalProperty));
    case 'required':
      return missingKey(root, schema, path, String(error.params.missingProperty));
    case 'type':
      return wrongType(schema, path, error.data, [error.params.type].flat());
    case 'enum':
      return unknownValue(path, error.data, error.params.allowedValues);
    case 'const':
      return {
        code: 'out-of-range',
        path,
        message: `${name} must be ${error.params.allowedValue}, not ${value}`,
        help,
      };
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return {
        code: 'out-of-range',
        path,
        message: `${name} must be ${bound(error.params)}, not ${value}`,
        help,
      };
    case 'minItems':
    case 'minProperties':
      return { code: 'empty', path, message: `${name} is empty`, help };
    case 'maxLength':
      return {
        code: 'out-of-range',
        path,
        message: `${name} is longer than ${error.params.limit} characters`,
        help,
      };
    case 'uniqueItems':
      return {
        code: 'out-of-range',
        path,
        message: `${name} names the same thing twice`,
        help: 'Delete one of the two.',
      };
    case 'pattern':
      if (error.params.pattern === notBlank)
        return { code: 'empty', path, message: `${name} is empty`, help };
      return error.propertyName === undefined
        ? { code: 'malformed', path, message: `${name} can't be written ${value}`, help }
        : badName(path, error.propertyName);
    default:
      throw new Error(`no words for the keyword ${error.keyword}`);
  }
}

function unknownKey(schema: Schema, path: Path, key: string): Guessed {
  const at = { path: [...path, key], part: 'key' as const };
  const known = Object.keys(schema.properties ?? {});
  if (schema.beside?.own !== undefined && schema.beside.elsewhere.includes(key)) {
    const { own } = schema.beside;
    return {
      code: 'misplaced-key',
      ...at,
      message: `\`${key}\` does not go with \`${own}\``,
      help: `Beside \`${own}\` go ${keyList(known.filter((other) => other !== own))}.`,
    };
  }
  const guess = nearest(key, known);
  const help = guess === undefined ? `Known here: ${keyList(known)}.` : `Did you mean \`${guess}\`?`;
  return { code: 'unknown-key', ...at, message: `unknown key ${inWords(key, '`')}`, help, guess };
}

function missingKey(root: Schema, schema: Schema, path: Path, key: string): Problem {
  const property = schema.properties?.[key];
  const definition = root.definitions?.[property?.$ref?.replace('#/definitions/', '') ?? ''];
  const help = (property?.description ?? definition?.description) || undefined;
  if (path.at(-2) === 'segments' && key === 'prompt' && schema.beside?.own === undefined) {
    return {
      code: 'missing-key',
      path,
      message: 'this segment has no source',
      help: root.definitions?.segment?.description,
    };
  }
  return { code: 'missing-key', path, message: `${nameOf(path)} has no \`${key}\``, help };
}

function wrongType(schema: Schema, path: Path, data: unknown, types: readonly string[]): Problem {
  const name = nameOf(path);
  if (data === null)
    return { code: 'wrong-type', path, message: `${name} has no value`, help: schema.description };
  const message = `${name} must be ${kindsInWords(types)}, not ${inWords(data)}`;
  return { code: 'wrong-type', path, message, help: typeHelp(schema, data, types) };
}

function typeHelp(schema: Schema, data: unknown, types: readonly string[]): string | undefined {
  const numeric = types.includes('number') || types.includes('integer');
  if (numeric && typeof data === 'string' && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(data))
    return 'Write it without quotes.';
  if (types.includes('string') && (typeof data === 'number' || typeof data === 'boolean'))
    return 'Put it in quotes.';
  return schema.description;
}

function unknownValue(path: Path, data: unknown, allowed: readonly unknown[]): Problem {
  const known = allowed.map(String);
  const guess = typeof data === 'string' ? nearest(data, known) : undefined;
  return {
    code: 'unknown-value',
    path,
    message: `${nameOf(path)} can't be ${inWords(data)}`,
    help: guess === undefined ? `It is one of ${listOf(known)}.` : `Did you mean \`${guess}\`?`,
  };
}

const badName = (path: Path, name: string): Problem => ({
  code: 'malformed',
  path: [...path, name],
  part: 'key',
  message: `${inWords(name, '`')} can't be a name`,
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

const members: Readonly<Record<string, string>> = {
  scenes: 'this scene',
  segments: 'this segment',
  outputs: 'this output',
  narration: 'this narration',
  dialogue: 'this line of dialogue',
  fallbacks: 'this fallback',
};

/** What stands at a path, as a person would call it. */
function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the storyboard';
  return members[String(path.at(-2))] ?? `\`${last}\``;
}
