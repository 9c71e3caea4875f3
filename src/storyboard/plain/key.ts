import { codes, isApart } from './characters.ts';

const longest = 200;

/** The end of a plain key that begins here, where its colon is; -1: there is none, or it is of an unusual kind. */
export function keyEnd(text: string, start: number): number {
  let at = start;
  while (isInKey(text.charCodeAt(at), at === start)) at++;
  if (at === start || at - start > longest || text.charCodeAt(at) !== codes.colon) return -1;
  return isApart(text, at) && !text.startsWith('__proto__:', start) ? at : -1;
}

/** Letters of ASCII, digits and `_`; behind the first also `-` and `.`. */
const isInKey = (code: number, isFirst: boolean): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x30 && code <= 0x39) ||
  code === 0x5f ||
  (!isFirst && (code === codes.dash || code === codes.point));
