import { maskKeys } from '../core/mask-keys.ts';
import type { Opening } from './kind.ts';

/** How much of the beginning of a key may be shown: the length of common key prefixes. */
const told = 12;

/** No service issues keys this short: local servers accept any word, which other texts may contain, too. */
const noSecret = 7;

/** Hides the keys that a provider was opened with. */
export interface KeyHider {
  /**
   * Replaces each of them in a text by `[name]`: as it is, as encoded in URLs and headers, and the beginning of a
   * truncated one. A very short one is replaced only as a whole word. Anything else that looks like a key is masked,
   * too.
   */
  hide(text: string): string;
  /** Whether a text reveals one of them. */
  holds(text: string): boolean;
}

export function hidingKeys(keys: Opening['keys']): KeyHider {
  const entries = Object.entries(keys);
  const forms = formsOf(entries.filter(([, key]) => key.length > noSecret));
  const words = formsOf(entries.filter(([, key]) => key.length <= noSecret));
  const withoutForms = (text: string): string => {
    const whole = forms.reduce((hidden, { form, shown }) => hidden.replaceAll(form, shown), text);
    return forms.reduce(withoutBeginnings, whole);
  };
  return {
    hide: (text) => maskKeys(words.reduce(withoutWord, withoutForms(text))),
    holds: (text) => withoutForms(text) !== text,
  };
}

interface Form {
  /** What a key looks like in a text. */
  readonly form: string;
  readonly shown: string;
}

const formsOf = (keys: readonly (readonly [string, string])[]): readonly Form[] =>
  keys
    .flatMap(([name, key]) => waysToWrite(key).map((form) => ({ form, shown: `[${name}]` })))
    .filter(({ form }) => form !== '')
    .sort((a, b) => b.form.length - a.form.length);

const waysToWrite = (key: string): readonly string[] => [
  ...new Set([key, encodeURIComponent(key), Buffer.from(key).toString('base64')]),
];

function withoutWord(text: string, { form, shown }: Form): string {
  const literally = form.replace(/[^A-Za-z0-9]/g, '\\$&');
  return text.replace(new RegExp(`(?<![A-Za-z0-9])${literally}(?![A-Za-z0-9])`, 'g'), () => shown);
}

/** A server's text is truncated before it gets here, possibly within a key. */
function withoutBeginnings(text: string, { form, shown }: Form): string {
  const head = form.slice(0, told);
  if (head.length < told) return text;
  const [first = '', ...rest] = text.split(head);
  return first + rest.map((after) => shown + after.slice(sharedLength(after, form.slice(told)))).join('');
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
