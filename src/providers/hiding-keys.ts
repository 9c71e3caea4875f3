import { maskKeys } from '../core/mask-keys.ts';
import { waysToWrite, withoutCase } from './key-forms.ts';
import type { Opening } from './kind.ts';

/** So many characters of a key in a row reveal it. Common beginnings of keys are shorter. */
const piece = 12;

/** Keys shorter than this are found only whole: a part of one may be in any text. */
const shortest = 16;

/** No service issues keys this short: local servers accept any word, which other texts may contain, too. */
const noSecret = 7;

/** Hides the keys that a provider was opened with. */
export interface KeyHider {
  /**
   * Replaces each of them in a text by `[name]`: in upper or lower case, as encoded in URLs and headers, and every part of
   * twelve characters or more. A very short one is replaced only as a whole word. Anything else that looks like a key is
   * masked, too.
   */
  hide(text: string): string;
  /** Whether a text reveals one of them, or a part of one, also behind escapes that its reader would resolve. */
  holds(text: string): boolean;
}

export function hidingKeys(keys: Opening['keys']): KeyHider {
  const entries = Object.entries(keys);
  const forms = formsOf(entries.filter(([, key]) => key.length > noSecret));
  const words = formsOf(entries.filter(([, key]) => key.length <= noSecret));
  const withoutForms = (text: string): string => {
    const hidden = withoutParts(text, forms);
    const plain = unescaped(hidden);
    // What an escape hides begins and ends nowhere in this text.
    const escaped = forms.find((form) => plain.some((one) => withoutParts(one, [form]) !== one));
    return escaped ? escaped.shown : hidden;
  };
  return {
    hide: (text) => maskKeys(words.reduce(withoutWord, withoutForms(text))),
    holds: (text) => withoutForms(text) !== text,
  };
}

interface Form {
  /** What a key looks like in a text, in lower case. */
  readonly form: string;
  /** Its shortest parts that reveal it, and their length. */
  readonly pieces: ReadonlySet<string>;
  readonly length: number;
  readonly shown: string;
}

const formsOf = (keys: readonly (readonly [string, string])[]): readonly Form[] =>
  keys
    .flatMap(([name, key]) => waysToWrite(key).map((form) => formOf(form, `[${name}]`)))
    .filter(({ form }) => form !== '');

function formOf(form: string, shown: string): Form {
  const length = form.length < shortest ? form.length : piece;
  const starts = Array.from({ length: form.length - length + 1 }, (_, at) => at);
  return { form, shown, length, pieces: new Set(starts.map((at) => form.slice(at, at + length))) };
}

function withoutWord(text: string, { form, shown }: Form): string {
  const literally = form.replace(/[^a-z0-9]/g, '\\$&');
  return text.replace(new RegExp(`(?<![A-Za-z0-9])${literally}(?![A-Za-z0-9])`, 'gi'), () => shown);
}

/** Without any part of a key that reveals it, each as long as it goes on. */
function withoutParts(text: string, forms: readonly Form[]): string {
  const plain = withoutCase(text);
  const inIt = forms.filter(({ pieces }) => [...pieces].some((one) => plain.includes(one)));
  let left = '';
  let from = 0;
  for (let at = 0; inIt.length > 0 && at < plain.length; at += 1) {
    const [longest] = inIt.map((form) => partAt(plain, at, form)).sort((a, b) => b.length - a.length);
    if (longest === undefined || longest.length === 0) continue;
    left += text.slice(from, at) + longest.shown;
    from = at + longest.length;
    at = from - 1;
  }
  return left + text.slice(from);
}

/** How many characters from there on are a part of the key; 0 if they are too few to reveal it. */
function partAt(plain: string, at: number, { form, pieces, length, shown }: Form) {
  if (!pieces.has(plain.slice(at, at + length))) return { length: 0, shown };
  let end = at + length;
  while (end < plain.length && form.includes(plain.slice(at, end + 1))) end += 1;
  return { length: end - at, shown };
}

/** The text as readers of URLs, of JSON and of HTML see it, where that is another. */
const unescaped = (text: string): readonly string[] =>
  [
    text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => fromCode(code)),
    text
      .replace(/\\u00([0-9a-f]{2})|\\x([0-9a-f]{2})/gi, (_, a?: string, b?: string) => fromCode(a ?? b ?? ''))
      .replace(/\\(.)/g, '$1'),
    text.replace(/&#x0*([0-9a-f]{2});|&#0*(\d{2,3});/gi, (_, hex?: string, ten?: string) =>
      hex ? fromCode(hex) : String.fromCharCode(Number(ten)),
    ),
  ].filter((plain) => plain !== text);

const fromCode = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));
