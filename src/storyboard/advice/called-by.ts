import type { Schema } from '../one-branch.ts';
import { branchesOf, type Language } from './language.ts';
import { spellings } from './scalars.ts';

const names = ['id', 'name'];

/** More words are a sentence. */
const mostWords = 4;

/**
 * A mapping with a required name, for which somebody wrote a single text: each word goes under the key that knows it, and
 * the rest is the name. `film.gif` is named `film`, and is a `gif`. Undefined if no key knows a word.
 */
export function calledBy(
  language: Language,
  branch: Schema,
  text: unknown,
): Readonly<Record<string, string>> | undefined {
  const name = names.find((key) => branch.required?.includes(key));
  if (typeof text !== 'string' || name === undefined) return undefined;
  const words = text.split(/[\s.,;/]+/).filter((word) => word !== '');
  if (words.length > mostWords) return undefined;
  const known: Record<string, string> = {};
  const left = words.filter((word) => {
    const found = keyOf(language, branch, word);
    if (found) known[found.key] ??= found.spelt;
    return !found;
  });
  if (Object.keys(known).length === 0) return undefined;
  const own = properties(branch)[name] ?? {};
  const called = [...spellings((left.length > 0 ? left : words).join(' '))].find((one) =>
    language.fits(own, one),
  );
  return called === undefined ? undefined : { [name]: called, ...known };
}

/** The key that holds the name of a mapping of this kind. */
export const nameKey = (branch: Schema): string | undefined =>
  names.find((key) => Object.hasOwn(properties(branch), key)) ?? branch.required?.[0];

/** The key that has this word among its few values, and how it is spelt there. */
function keyOf(language: Language, branch: Schema, word: string): Known | undefined {
  for (const [key, property] of Object.entries(properties(branch))) {
    const [kind] = branchesOf(language, property);
    if (names.includes(key) || kind?.type !== 'string' || !(kind.enum || kind.pattern)) continue;
    const spelt = [...spellings(word)].find((one) => language.fits(property, one));
    if (spelt !== undefined) return { key, spelt };
  }
  return undefined;
}

interface Known {
  readonly key: string;
  readonly spelt: string;
}

const properties = (branch: Schema): NonNullable<Schema['properties']> => branch.properties ?? {};
