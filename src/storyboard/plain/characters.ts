/** Character codes. */
export const codes = {
  newline: 0x0a,
  space: 0x20,
  doubleQuote: 0x22,
  hash: 0x23,
  quote: 0x27,
  dash: 0x2d,
  point: 0x2e,
  colon: 0x3a,
  backslash: 0x5c,
} as const;

/** Offset of the first character from `at` on that is no space. */
export function afterSpaces(text: string, at: number): number {
  let next = at;
  while (text.charCodeAt(next) === codes.space) next++;
  return next;
}

/** Whether a line or the text ends here. */
export const endsLine = (text: string, at: number): boolean =>
  at >= text.length || text.charCodeAt(at) === codes.newline;

/** Whether a space or the end of a line follows a character, as it does where `:` and `-` have a meaning. */
export function isApart(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return next === codes.space || next === codes.newline;
}
