import { looksLikeKey } from '../../core/mask-keys.ts';
import { nearest } from '../../core/nearest.ts';
import { exactFps } from '../../core/rates.ts';
import type { Schema } from '../one-branch.ts';
import { isRate } from '../rate.ts';
import { calledBy, nameKey } from './called-by.ts';
import { branchesOf, examplesOf, type Language } from './language.ts';
import { numberMeant, spellings, truthMeant } from './scalars.ts';
import { bareName } from './synonyms.ts';
import { timeMeant } from './units.ts';

/** Deeper than this, a value is not one that lacks its keys. */
const deepest = 3;

/** Number of guesses to check against the schema. */
const mostTried = 200;

/** What the author of this value most likely meant; undefined if no guess fits. */
export function meant(language: Language, part: Schema, value: unknown): unknown {
  // A provider's key is never repeated, least of all in advice.
  if (typeof value === 'string' && looksLikeKey(value)) return undefined;
  let tried = 0;
  for (const guess of rewrites(language, part, value)) {
    if (tried++ > mostTried) return undefined;
    if (guess !== value && isWhole(guess) && language.fits(part, guess)) return guess;
  }
  return undefined;
}

/** Whether it is complete. */
const isWhole = (value: unknown): boolean =>
  value !== undefined && (value === null || typeof value !== 'object' || Object.values(value).every(isWhole));

/** Other values that the author may have meant, likeliest first; not all of them fit. */
function* rewrites(language: Language, part: Schema, value: unknown, depth = 0): Generator<unknown> {
  if (depth > deepest) return;
  const branches = branchesOf(language, part);
  // In a mapping with one key, the key says more than the value alone.
  const textToo = typeof value === 'string' && branches.some(({ type }) => type === 'string');
  const ordered = isMapping(value)
    ? branches.toSorted((a, b) => Number(b.type === 'object') - Number(a.type === 'object'))
    : branches;
  for (const branch of ordered) yield calledBy(language, branch, value);
  for (const branch of ordered) {
    const types = [branch.type].flat();
    if (takesTime(branch)) yield* times(language, value);
    if (types.includes('number') || types.includes('integer')) yield* numbers(value);
    if (types.includes('boolean')) yield truthMeant(value);
    if (types.includes('string')) yield* texts(value);
    yield wordMeant(language, branch, value);
    if (types.includes('array')) yield* lists(language, branch, value, depth);
    if (types.includes('object')) yield* mappings({ language, branch, textToo }, value, depth);
  }
}

/** A mapping that may be meant. */
interface Branch {
  readonly language: Language;
  readonly branch: Schema;
  /** Whether a text is allowed there, too: then none is put under a key. */
  readonly textToo: boolean;
}

/** The known word that is written without its hyphens, or misspelt. */
function wordMeant({ misspelt }: Language, { enum: words }: Schema, value: unknown): string | undefined {
  if (!words || typeof value !== 'string') return undefined;
  const known = words.map(String);
  const same = known.find((word) => bareName(word) === bareName(value));
  return same ?? (misspelt ? nearest(value, known) : undefined);
}

function* numbers(value: unknown): Generator<unknown> {
  const alone = aloneIn(value);
  yield typeof alone === 'string' ? numberMeant(alone) : alone;
}

/** Whether the texts of a branch are times. */
const takesTime = ({ pattern }: Schema): boolean => String(pattern).includes('frames');

function* times({ root }: Language, value: unknown): Generator<unknown> {
  const alone = aloneIn(value);
  if (typeof alone === 'string') yield timeMeant(alone, fpsOf(root));
}

/** The default. */
const usualFps = 24;

function fpsOf(root: unknown): number {
  const format: unknown = isMapping(root) ? root.format : undefined;
  const fps = isMapping(format) ? (format.fps ?? usualFps) : usualFps;
  // Without a frame rate, frames can't be counted.
  return typeof fps === 'number' && isRate(fps) ? exactFps(fps) : 0;
}

function* texts(value: unknown): Generator<unknown> {
  const alone = aloneIn(value);
  if (isScalar(alone)) {
    yield String(alone);
    yield* spellings(String(alone));
  }
  if (Array.isArray(value) && value.length < 10 && value.every(isScalar)) {
    yield value.join(value.every((one) => typeof one === 'number') ? 'x' : ', ');
  }
  if (isMapping(value) && Object.values(value).every((one) => typeof one === 'number'))
    yield Object.values(value).join('x');
}

function* lists(language: Language, branch: Schema, value: unknown, depth: number): Generator<unknown> {
  const items = branch.items as Schema | undefined;
  if (!items || Array.isArray(value)) return;
  yield [value];
  for (const one of rewrites(language, items, value, depth + 1)) yield [one];
  const [item] = branchesOf(language, items);
  if (item && isMapping(value) && nameKey(item) !== undefined)
    yield Object.entries(value).map(([key, own]) =>
      underName(language, item, key, isMapping(own) ? own : {}),
    );
}

function* mappings({ language, branch, textToo }: Branch, value: unknown, depth: number): Generator<unknown> {
  const { properties = {}, required = [], additionalProperties } = branch;
  const keys = [...new Set([...required, ...Object.keys(properties)])];
  const whole = (own: Readonly<Record<string, unknown>>): unknown => {
    const rest = required.filter((key) => !Object.hasOwn(own, key));
    return { ...own, ...Object.fromEntries(rest.map((key) => [key, exampleOf(language, properties[key])])) };
  };
  const spoken = typeof value === 'string' ? /^@?([\w-]+):\s+(.+)$/s.exec(value) : null;
  if (spoken && keys.length === 2)
    yield { [keys[0] ?? '']: spoken[1]?.toLowerCase(), [keys[1] ?? '']: spoken[2] };
  if (Array.isArray(value) && value.length === 1)
    for (const one of rewrites(language, branch, value[0], depth + 1)) yield one;
  const fitting = (among: readonly string[]): number =>
    among.filter((key) => language.fits(properties[key] ?? {}, value)).length;
  // Where any name is allowed, a value alone tells none.
  const isOpen = isMapping(additionalProperties);
  const ambiguous = isOpen || fitting(required) > 1 || (fitting(required) === 0 && fitting(keys) > 2);
  if (isScalar(value) && !ambiguous && !textToo) {
    for (const key of keys) yield whole({ [key]: value });
    for (const key of typeof value === 'string' ? keys : []) {
      for (const one of rewrites(language, properties[key] ?? {}, value, depth + 1))
        yield whole({ [key]: one });
    }
    if (Object.hasOwn(properties, String(value))) yield { [String(value)]: true };
  }
  // A mapping of two keys, or one that is called by a known name: `{ keeper: hello }`, `{ dissolve: 0.5 }`.
  const byName =
    (required.length === 2 && keys.length === 2) || properties[keys[0] ?? '']?.enum !== undefined;
  for (const parts of isMapping(value) && !byName ? [] : partsOf(value, fpsOf(language.root))) {
    const pairs = parts.flatMap((one, i): [string, unknown][] =>
      keys[i] === undefined ? [] : [[keys[i], one]],
    );
    if (pairs.length !== parts.length) continue;
    yield Object.fromEntries(pairs);
    const meantBy = ([key, one]: [string, unknown]): [string, unknown] => {
      const [kind = {}] = branchesOf(language, properties[key] ?? {});
      return [key, wordMeant(language, kind, one) ?? one];
    };
    yield Object.fromEntries(pairs.map(meantBy));
  }
  if (isMapping(value) && Object.keys(value).length === 1 && nameKey(branch) !== undefined) {
    for (const [key, own] of Object.entries(value))
      if (isMapping(own)) yield underName(language, branch, key, own);
  }
  if (Array.isArray(value) && isMapping(additionalProperties))
    yield* named(language, additionalProperties, value);
}

/** A mapping under a name, as one that contains the name: `gif: { fps: 10 }`. */
const underName = (language: Language, branch: Schema, name: string, own: Mapping): Mapping => ({
  ...(calledBy(language, branch, name) ?? { [nameKey(branch) ?? '']: name }),
  ...own,
});

/** `[{ keeper: an old man }]`, `[{ name: keeper, description: an old man }]` */
function* named(language: Language, part: Schema, list: readonly unknown[]): Generator<unknown> {
  if (list.length > 20 || !list.every(isMapping)) return;
  yield Object.assign({}, ...list);
  const called = list.map(({ name, id = name, ...own }) => [id, own] as const);
  if (called.every(([id]) => isScalar(id))) yield Object.fromEntries(called);
  const entries = Object.entries<unknown>(Object.assign({}, ...list));
  const members = entries.map(([key, own]) => [
    key,
    isMapping(own) ? own : (meant(language, part, own) ?? own),
  ]);
  yield Object.fromEntries(members);
}

/** The parts of a text or list that may be meant for several keys: `2-6`, `[2, 6]`, `dissolve 0.5`. */
function partsOf(value: unknown, fps: number): readonly (readonly unknown[])[] {
  if (Array.isArray(value)) return value.every(isScalar) ? [value] : [];
  if (isMapping(value)) return Object.entries(value).length === 1 ? Object.entries(value) : [];
  if (typeof value !== 'string' || value.length > 200) return [];
  const parts = value
    .split(/\s*(?:[-–,;]|\.\.|\bto\b)\s*|\s+/)
    .map((one) => numberMeant(one) ?? timeMeant(one, fps) ?? one);
  return [parts];
}

const exampleOf = (language: Language, part: Schema | undefined): unknown =>
  part && (examplesOf(language, part)[0] ?? (part.type === 'string' ? '…' : undefined));

/** The only value of a list or mapping, or the value itself. */
function aloneIn(value: unknown): unknown {
  const inside = Array.isArray(value) ? value : isMapping(value) ? Object.values(value) : [value];
  return inside.length === 1 ? inside[0] : undefined;
}

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

type Mapping = Readonly<Record<string, unknown>>;

const isMapping = (value: unknown): value is Mapping =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
