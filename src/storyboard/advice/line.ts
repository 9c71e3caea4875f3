import { Document, visit } from 'yaml';
import type { Path } from '../places.ts';
import type { Language } from './language.ts';

/** The beginning is enough to tell longer texts apart. */
const longest = 40;

/** A key and its value on one line, or an item of a list as the file's author writes lists. */
export function asLine({ file }: Pick<Language, 'file'>, path: Path, value: unknown): string {
  const text = inFlow(shortened(value));
  const key = String(path.at(-1) ?? '');
  if (!/^\d+$/.test(key)) return key === '' ? text : `${key}: ${text}`;
  return file?.isInBrackets(path.slice(0, -1)) ? text : `- ${text}`;
}

function inFlow(value: unknown): string {
  const document = new Document(value);
  // In double quotes, a text of several lines fits on one.
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && /[\r\n]/.test(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return document
    .toString({
      ...(typeof value === 'object' && { collectionStyle: 'flow' }),
      lineWidth: 0,
      doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY,
    })
    .trim();
}

function shortened(value: unknown): unknown {
  if (typeof value === 'string') {
    if (value.length <= longest) return value;
    return value.includes(' ') ? `${value.slice(0, longest - 1)}…` : '…';
  }
  if (Array.isArray(value)) return value.slice(0, 5).map(shortened);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 6)
      .map(([key, own]) => [key, shortened(own)]),
  );
}
