import { type Sentence, say } from '../../core/sentence.ts';
import type { Schema } from '../one-branch.ts';
import type { Path } from '../places.ts';
import { branchesOf, examplesOf, type Language, schemaAt } from './language.ts';
import { asLine } from './line.ts';
import { meant } from './rewrites.ts';
import { inOwnUnit } from './units.ts';

/** What to write instead of a wrong value. */
export function writeInstead(language: Language, path: Path, value: unknown): Sentence | undefined {
  const part = language.brief || value === null || path.length === 0 ? undefined : schemaAt(language, path);
  const guess =
    part &&
    (numeral(language, part, path, value) ??
      inUnit(language, part, path, value) ??
      meant(language, part, value));
  return guess === undefined ? undefined : say`Write \`${{ write: asLine(language, path, guess) }}\`.`;
}

/** `{ type: radial }`: the word is known under another key that is allowed there, `{ xfade: radial }`. */
export function writeUnder(language: Language, path: Path, word: unknown): Sentence | undefined {
  const [at, key] = [path.slice(0, -1), String(path.at(-1))];
  const part = language.brief || at.length === 0 ? undefined : schemaAt(language, at);
  for (const { properties = {} } of part ? branchesOf(language, part) : []) {
    const [other] = Object.hasOwn(properties, key)
      ? []
      : Object.keys(properties).filter((one) => knows(language, properties[one], word));
    if (other !== undefined) return say`Write \`${{ write: asLine(language, at, { [other]: word }) }}\`.`;
  }
  return undefined;
}

const knows = (language: Language, part: Schema | undefined, word: unknown): boolean =>
  part !== undefined && branchesOf(language, part).some((branch) => branch.enum?.includes(word));

/** `007` in place of a text: as a number it would be a different text. */
function numeral(language: Language, part: Schema, path: Path, value: unknown): string | undefined {
  const written = typeof value === 'number' ? language.file?.textOf(path) : undefined;
  return written !== undefined && language.fits(part, written) ? written : undefined;
}

/** `50%`, `130 bpm` */
function inUnit(language: Language, part: Schema, path: Path, value: unknown): number | string | undefined {
  const guess = inOwnUnit(String(path.at(-1)), value);
  return guess !== undefined && language.fits(part, guess) ? guess : undefined;
}

/** An example of a list or mapping; other values are described in words. */
export function byExample(language: Language, path: Path): Sentence | undefined {
  const part = schemaAt(language, path);
  if (!part || !branchesOf(language, part).some(({ type }) => type === 'object' || type === 'array'))
    return undefined;
  const [example] = examplesOf(language, part);
  return example === undefined
    ? undefined
    : say`Write it like this: \`${{ example: asLine(language, path, example) }}\`.`;
}
