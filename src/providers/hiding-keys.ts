import { maskKeys } from '../core/mask-keys.ts';
import type { Opening } from './kind.ts';

/** How much of the beginning of a key may be told: as much as makers of keys mark them with. */
const told = 12;

/** No service gives a key as short as this: servers in one's own network take any word for one, which other texts hold, too. */
const noSecret = 7;

/** What is done about the keys that a provider was opened with. */
export interface KeyHider {
  /**
   * Puts `[name]` where a text holds one of them: as it is, as it stands in addresses and headers, and the beginning of
   * one that was cut short. A very short one must stand alone. What is some other key by its looks is masked, too.
   */
  hide(text: string): string;
  /** Whether a text gives one of them away. */
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

/** A server's words are cut to a length before they come here, and a key may stand at the cut. */
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
