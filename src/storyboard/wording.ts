/** A value as a message names it, shortened. */
export function inWords(value: unknown, quote = '"'): string {
  if (typeof value === 'string')
    return `${quote}${value.length > 60 ? `${value.slice(0, 59)}…` : value}${quote}`;
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
    return `${value > 0 ? '' : '-'}.inf`;
  if (Number.isNaN(value)) return '.nan';
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'nothing';
  return typeof value === 'object' ? 'keys with values' : String(value);
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'keys with values',
  array: 'a list',
};

/** JSON Schema types, as people call them. */
export const kindsInWords = (types: readonly string[]): string =>
  listOf(
    types.map((type) => kinds[type] ?? type),
    'or',
  );

/** `a, b and c` */
export function listOf(words: readonly string[], and = 'and'): string {
  const [last = '', ...before] = words.toReversed();
  return before.length === 0 ? last : `${before.toReversed().join(', ')} ${and} ${last}`;
}

/** Keys in backticks. */
export const keyList = (keys: readonly string[]): string => listOf(keys.map((key) => `\`${key}\``));
