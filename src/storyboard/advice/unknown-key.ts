import { nearest } from '../../core/nearest.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import type { KeyWay } from '../key-map.ts';
import type { Path } from '../places.ts';
import type { Problem } from '../problems.ts';
import { quoteHelp } from '../slips/quote.ts';
import { keyList, shown } from '../wording.ts';
import { branchesOf, type Language, schemaAt } from './language.ts';
import { asLine } from './line.ts';
import { meant } from './rewrites.ts';
import { bareName, isOption, meantBy } from './synonyms.ts';

/** A key that a mapping can't have. */
export interface UnknownKey {
  readonly path: Path;
  readonly key: string;
  /** The keys that it can have. */
  readonly known: readonly string[];
  /** The mapping. */
  readonly mapping: Readonly<Record<string, unknown>>;
}

/** What an unknown key most likely means: another key here, a key that belongs elsewhere, or something else. */
export function unknownKey(language: Language, unknown: UnknownKey): Problem {
  const { path, key, known } = unknown;
  const at = { code: 'unknown-key' as const, path: [...path, key], part: 'key' as const };
  const told = (help: Sentence): Problem => ({
    ...at,
    ...says(say`Unknown key ${shown({ key }, '`')}.`, help),
  });
  if (/^(\/\/|\/\*)/.test(key)) {
    const help = say`Start a comment with \`#\`, on a line of its own.`;
    return { ...at, ...says(say`YAML reads this as a key, not as a comment.`, help) };
  }
  const text = textInBraces(language, unknown);
  if (text !== undefined) {
    const message = say`YAML reads braces as a mapping, but this is not one.`;
    return { ...at, ...says(message, quoteHelp(text)), explains: path };
  }
  const option = known.includes('options') && isOption(key);
  const bare = bareName(key);
  const near = known.find((one) => bareName(one) === bare) ?? (option ? undefined : closest(key, known));
  if (near !== undefined) return { ...told(meaning(near)), guess: near };
  const list = told(say`Keys allowed here: ${keyList(known)}.`);
  if (language.brief) return list;
  const [synonym] = meantBy(key, ownerOf(path)).filter(
    (one) => known.includes(one) && !Object.hasOwn(unknown.mapping, one),
  );
  if (synonym !== undefined) return { ...told(meaning(synonym)), guess: synonym };
  const whole = wholeItem(language, unknown);
  if (whole !== undefined) return { ...told(say`Write \`${{ write: whole }}\`.`), explains: path };
  const elsewhere = option ? { help: asOption(language, unknown) } : belongs(language, unknown);
  if (elsewhere) {
    const { help, ...effects } = elsewhere;
    return { ...told(help), ...effects };
  }
  const guess = nearest(key, known);
  return guess === undefined ? list : { ...told(meaning(guess)), guess };
}

/** The key that a mapping, or the list that it is in, is under. */
const ownerOf = (path: Path): string => String(path.findLast((step) => !/^\d+$/.test(String(step))) ?? '');

/** `prompt: {name}`, `prompt: { A door: opens }` in place of a text: what the author wrote. */
function textInBraces(language: Language, { path, mapping }: UnknownKey): string | undefined {
  const part = language.brief || path.length === 0 ? undefined : schemaAt(language, path);
  if (!part || !branchesOf(language, part).some(({ type }) => type === 'string')) return undefined;
  const isText =
    Object.values(mapping).every((value) => value === null) ||
    Object.keys(mapping).some((key) => /\s/.test(key));
  const text = isText ? language.file?.textOf(path) : undefined;
  return text?.startsWith('{') ? text : undefined;
}

const meaning = (key: string): Sentence => say`Did you mean \`${{ nearest: key }}\`?`;

/** A key that differs by one letter: likelier than any other explanation. */
function closest(key: string, known: readonly string[]): string | undefined {
  const word = key.toLowerCase();
  return known.find((one) => Math.abs(one.length - word.length) <= 1 && differing(one, word) <= 1);
}

/** How many letters two words have between their common beginning and end. */
function differing(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  let start = 0;
  while (start < longest && a[start] === b[start]) start++;
  let end = 0;
  while (end < longest - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const left = longest - start - end;
  return left === 2 && a[start] === b[start + 1] && a[start + 1] === b[start] ? 1 : left;
}

/** `- door: { prompt: … }` for `- { id: door, prompt: … }`; undefined where the mapping has other keys. */
function wholeItem(language: Language, { path, mapping }: UnknownKey): string | undefined {
  const part = path.length > 0 && isAlone(mapping) ? schemaAt(language, path) : undefined;
  if (!part) return undefined;
  const guess = meant({ ...language, misspelt: true }, part, mapping);
  return guess === undefined ? undefined : asLine(language, path, guess);
}

/** Whether a mapping has a single key. Counted once for each mapping, however many of its keys are unknown. */
function isAlone(mapping: UnknownKey['mapping']): boolean {
  const known = alone.get(mapping) ?? Object.keys(mapping).length === 1;
  alone.set(mapping, known);
  return known;
}

const alone = new WeakMap<UnknownKey['mapping'], boolean>();

const asOption = (language: Language, { key, mapping }: UnknownKey): Sentence =>
  say`Put provider-specific options under \`options\`: \`${{ write: asLine(language, ['options'], { [key]: mapping[key] }) }}\`.`;

interface Elsewhere extends Pick<Problem, 'guess' | 'explains'> {
  readonly help: Sentence;
}

/** Where an unknown key belongs, if the language has it, or a key that it means, elsewhere. */
function belongs(language: Language, { path, key, known, mapping }: UnknownKey): Elsewhere | undefined {
  const { keys } = language;
  const here = wayOf(path);
  const names = [key, ...meantBy(key, ownerOf(path))].filter((name) => keys.knows(name));
  const ways = names.flatMap((name) => keys.waysTo(name).map((way) => ({ name, way })));
  const [best] = ways.sort((a, b) => apart(here, a.way) - apart(here, b.way));
  if (!best) return undefined;
  const { name, way } = best;
  // Another kind of mapping is allowed here, too, and has such a key.
  if (way.length === here.length && startsWith(way, here)) {
    if (name !== key) return { help: meaning(name), guess: name, explains: path };
    const requires = ownersOf(language, path, key);
    const owners = { text: keyList(requires, 'or').text, params: { requires } };
    return { help: say`\`${key}\` can only be used with ${owners}.` };
  }
  const [below] = startsWith(way, here) ? way.slice(here.length) : [];
  const place = placeOf(way);
  const help =
    name === key
      ? say`\`${key}\` belongs ${{ place }}`
      : say`Did you mean \`${{ nearest: name }}\`, which belongs ${{ place }}`;
  const end = name === key ? '.' : '?';
  if (below === undefined || !known.includes(below)) return { help: say`${help}${end}` };
  // A missing or empty key may be the one that this key belongs under.
  const explains = (mapping[below] ?? null) === null ? { explains: [...path, below] } : {};
  const line = written(language, [...path, ...way.slice(here.length), name], mapping[key], path.length);
  const free = (mapping[below] ?? null) === null && line !== undefined;
  return {
    help: free && name === key ? say`${help}: \`${{ write: line }}\`.` : say`${help}${end}`,
    ...explains,
  };
}

/** The required keys of the mappings at a path that may have this key. */
const ownersOf = (language: Language, path: Path, key: string): readonly string[] =>
  branchesOf(language, schemaAt(language, path) ?? {})
    .filter(({ properties = {} }) => Object.hasOwn(properties, key))
    .flatMap(({ required = [] }) => required[0] ?? []);

/** A value with the keys that lead to it, on one line; undefined if it does not fit. */
function written(language: Language, path: Path, value: unknown, from: number): string | undefined {
  const part = path.some((step) => step === '*' || step === 'segments')
    ? undefined
    : schemaAt(language, path);
  if (!part) return undefined;
  const fitting = language.fits(part, value) ? value : meant(language, part, value);
  if (fitting === undefined) return undefined;
  const whole = path.slice(from + 1).reduceRight<unknown>((inner, step) => ({ [step]: inner }), fitting);
  return asLine(language, path.slice(0, from + 1), whole);
}

function placeOf(way: KeyWay): string {
  const last = way.at(-1);
  if (last === undefined) return 'at the top of the file';
  if (last === 'scenes') return 'in a scene';
  if (last === 'segments') return 'in a segment';
  if (last === '*') return `under a name in \`${way.at(-2)}\``;
  const owners = way.filter((step) => step !== 'scenes' && step !== 'segments' && step !== '*');
  return `under \`${owners.join('` in `')}\``.replace(/^under (.*) in (.*)$/, 'under $2 in $1');
}

/** A path without positions in lists and without chosen names, which count as `*`. */
const wayOf = (path: Path): KeyWay =>
  path.flatMap((step, i) =>
    /^\d+$/.test(String(step)) ? [] : [path[i - 1] === 'cast' ? '*' : String(step)],
  );

/** The distance between two mappings: steps up count more than steps down. */
function apart(from: KeyWay, to: KeyWay): number {
  let same = 0;
  while (same < from.length && from[same] === to[same]) same++;
  return (from.length - same) * 10 + (to.length - same);
}

const startsWith = (way: KeyWay, start: KeyWay): boolean => start.every((step, i) => way[i] === step);
