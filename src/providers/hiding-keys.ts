import { maskKeys } from '../core/mask-keys.ts';
import type { Opening } from './kind.ts';

/** How much of the beginning of a key may be told: as much as makers of keys mark them with. */
const told = 12;

/**
 * Puts `[name]` where a text holds one of these keys: as it is, as it stands in addresses and headers, and the beginning
 * of one that was cut short. What is some other key by its looks is masked, too.
 */
export function hidingKeys(keys: Opening['keys']): (text: string) => string {
  const forms: readonly Form[] = Object.entries(keys)
    .flatMap(([name, key]) => formsOf(key).map((form) => ({ form, shown: `[${name}]` })))
    .filter(({ form }) => form !== '')
    .sort((a, b) => b.form.length - a.form.length);
  return (text) => {
    const whole = forms.reduce((hidden, { form, shown }) => hidden.replaceAll(form, shown), text);
    return maskKeys(forms.reduce(withoutBeginnings, whole));
  };
}

interface Form {
  /** What a key looks like in a text. */
  readonly form: string;
  readonly shown: string;
}

const formsOf = (key: string): readonly string[] => [
  ...new Set([key, encodeURIComponent(key), Buffer.from(key).toString('base64')]),
];

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
