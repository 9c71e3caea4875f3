import { maskedSlice } from '../core/mask-keys.ts';
import type { Sentence } from '../core/sentence.ts';

/** Values by name, shortened in the text and in the params; lists and mappings are not in the params. */
export function shown(named: Readonly<Record<string, unknown>>, quote = '"'): Sentence {
  const params: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(named))
    if (typeof value === 'number' && Number.isFinite(value)) params[key] = value;
    else if (value === null || typeof value !== 'object') params[key] = inWords(value, '');
  const texts = Object.values(named).map((value) => inWords(value, quote));
  return { text: texts.join(', '), params };
}

/** A large number, with commas between its thousands in the text. */
export const grouped = (key: string, count: number): Sentence => ({
  text: count.toLocaleString('en'),
  params: { [key]: count },
});

/** A value as a message names it, shortened. */
export function inWords(value: unknown, quote = '"'): string {
  if (typeof value === 'string')
    return `${quote}${value.length > 60 ? `${maskedSlice(value, 0, 59)}…` : value}${quote}`;
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
    return `${value > 0 ? '' : '-'}.inf`;
  if (Number.isNaN(value)) return '.nan';
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'nothing';
  return typeof value === 'object' ? 'a mapping' : String(value);
}

const kinds: Readonly<Record<string, readonly string[]>> = {
  string: ['text'],
  number: ['a number'],
  integer: ['a whole number'],
  boolean: ['true', 'false'],
  object: ['a mapping'],
  array: ['a list'],
};

/** JSON Schema types, as people call them. */
export const kindsInWords = (types: readonly string[]): Sentence => ({
  text: listOf(
    types.flatMap((type) => kinds[type] ?? type),
    'or',
  ),
  params: { types },
});

/** `a, b and c` */
export function listOf(words: readonly string[], and = 'and'): string {
  const [last = '', ...before] = words.toReversed();
  return before.length === 0 ? last : `${before.toReversed().join(', ')} ${and} ${last}`;
}

/** Known keys, in backticks. */
export const keyList = (known: readonly string[], and?: string): Sentence => ({
  text: listOf(
    known.map((key) => `\`${key}\``),
    and,
  ),
  params: { known },
});
