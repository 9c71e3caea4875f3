import { parse, type Scalar } from 'yaml';

/** How a value stands in its file. */
export interface ScalarPlace {
  /** Its text there, until now. */
  readonly before: string;
  readonly type: Scalar.Type | undefined;
  /** Whether it is inside brackets or braces. */
  readonly inFlow: boolean;
  /** Columns before its key. */
  readonly indent: number;
  readonly newline: string;
  /** Whether it is put in quotes whatever it was. */
  readonly quoted?: boolean;
}

/** A value as YAML, in the style that it had: a block stays a block, quotes stay quotes, and a text is quoted only if it must be. */
export function writeScalar(value: string | number | boolean, place: ScalarPlace): string {
  if (typeof value !== 'string') return String(value);
  if (place.quoted) return `${quoted(value)}${/(\r?\n)*$/.exec(place.before)?.[0] ?? ''}`;
  switch (place.type) {
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      return asBlock(value, place);
    case 'QUOTE_SINGLE':
      return /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(value) ? quoted(value) : `'${value.replaceAll("'", "''")}'`;
    case 'QUOTE_DOUBLE':
      return quoted(value);
    default:
      return isPlain(value, place.inFlow) ? value : quoted(value);
  }
}

/** But not the joiner, of which emoji are made. */
const unseen = /(?!\u200d)[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Bidirectional marks and the like are written as escapes: nobody should have to guess what a file says. */
export const quoted = (value: string): string =>
  JSON.stringify(value).replaceAll(unseen, (sign) =>
    [...Array(sign.length).keys()]
      .map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );

/** Whether it reads the same without quotes, wherever a value may stand. */
function isPlain(value: string, inFlow: boolean): boolean {
  if (!/^[\p{L}\p{N}$(][^\p{Cc}\p{Cf}\u2028\u2029]*$/u.test(value)) return false;
  if (/: |:$| #|\s$/.test(value)) return false;
  if (inFlow && /[,[\]{}]/.test(value)) return false;
  return parsedAs(value) === value;
}

function parsedAs(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** With the way of folding that it had, and an end as the text has it. */
function asBlock(value: string, { before, type, indent, newline }: ScalarPlace): string {
  const [, sign = '|', comment = ''] = /^([|>])[0-9+-]*([^\n\r]*)/.exec(before) ?? [];
  const columns = /\n( +)\S/.exec(before)?.[1]?.length ?? indent + 2;
  const kept = value.trimEnd();
  const end = value === kept ? '-' : value === `${kept}\n` ? '' : '+';
  const text = type === 'BLOCK_FOLDED' ? kept.replaceAll(/\n(?!\n)/g, '\n\n') : kept;
  const lines = text.split('\n').map((line) => (line === '' ? '' : ' '.repeat(columns) + line));
  const ending = /(\r?\n)*$/.exec(before)?.[0] ?? '';
  return `${sign}${end}${comment}${newline}${lines.join(newline)}${ending}`;
}
