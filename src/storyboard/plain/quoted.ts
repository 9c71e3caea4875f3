import type { LocatedValue } from '../tree.ts';
import { codes } from './characters.ts';

/** A text in quotes on one line, from its opening quote on. Undefined: it goes on, or has an escape that is rare. */
export function quotedAt(text: string, start: number): LocatedValue | undefined {
  return text.charCodeAt(start) === codes.quote ? inSingle(text, start) : inDouble(text, start);
}

function inSingle(text: string, start: number): LocatedValue | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === codes.newline) return undefined;
    if (code !== codes.quote) continue;
    if (text.charCodeAt(at + 1) !== codes.quote)
      return { value: text.slice(start + 1, at).replaceAll("''", "'"), start, end: at + 1 };
    at++;
  }
  return undefined;
}

function inDouble(text: string, start: number): LocatedValue | undefined {
  let escaped = false;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === codes.newline) return undefined;
    if (code === codes.backslash) {
      if (!/["\\/n]/.test(text.charAt(++at))) return undefined;
      escaped = true;
    } else if (code === codes.doubleQuote) {
      const within = text.slice(start + 1, at);
      const value = escaped ? within.replace(/\\(.)/g, (_, sign) => (sign === 'n' ? '\n' : sign)) : within;
      return { value, start, end: at + 1 };
    }
  }
  return undefined;
}
