import { maskKeys } from '../core/mask-keys.ts';
import { waysToWrite, withoutCase } from './key-forms.ts';
import { keyPartFinder } from './key-parts.ts';
import type { Opening } from './kind.ts';

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
  const partFrom = keyPartFinder(entries.filter(([, key]) => key.length > noSecret));
  const words = entries.filter(([, key]) => key !== '' && key.length <= noSecret);
  const withoutParts = (text: string): string => {
    const plain = withoutCase(text);
    let left = '';
    let from = 0;
    for (let part = partFrom(plain, 0); part !== undefined; part = partFrom(plain, from)) {
      left += text.slice(from, part.at) + part.shown;
      from = part.at + part.length;
    }
    return left + text.slice(from);
  };
  const hidden = (text: string): string => {
    const left = withoutParts(text);
    // What an escape hides begins and ends nowhere in this text.
    const escaped = unescaped(left).map((plain) => partFrom(withoutCase(plain), 0));
    return escaped.find((part) => part !== undefined)?.shown ?? left;
  };
  return {
    hide: (text) => maskKeys(words.reduce(withoutWord, hidden(text))),
    holds: (text) => hidden(text) !== text,
  };
}

function withoutWord(text: string, [name, key]: readonly [string, string]): string {
  const forms = waysToWrite(key).filter((form) => form !== '');
  const anyForm = forms.map((form) => form.replace(/[^a-z0-9]/g, '\\$&')).join('|');
  return text.replace(new RegExp(`(?<![A-Za-z0-9])(?:${anyForm})(?![A-Za-z0-9])`, 'gi'), () => `[${name}]`);
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
