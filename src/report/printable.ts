/**
 * Makes untrusted text harmless on a terminal: control characters, escape sequences and direction marks are shown, not
 * sent. Line ends are kept if `lines` says so.
 */
export function printable(text: string, lines: 'one' | 'many' = 'one'): string {
  const dangerous = lines === 'many' ? dangerousButLineEnds : dangerousCharacters;
  return text.replaceAll(dangerous, shown);
}

// C0 and C1 controls, DEL, line and paragraph separators, and the marks that embed or override direction.
const ranges = '\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069';
const dangerousButLineEnds = new RegExp(`[${ranges}]`, 'g');
const dangerousCharacters = new RegExp(`[\\n${ranges}]`, 'g');

function shown(character: string): string {
  if (character === '\t') return ' ';
  const code = character.charCodeAt(0);
  // Unicode has a picture for each of the first 32: ESC is drawn as ␛.
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Columns that a text takes on a terminal: wide characters two, combining marks none, an emoji of several one emoji's. */
export function columns(text: string): number {
  if (plainText.test(text)) return text.length;
  if (!joined.test(text)) return columnsApart(text);
  graphemes ??= new Intl.Segmenter();
  let width = 0;
  for (const { segment } of graphemes.segment(text))
    width += joined.test(segment) ? Math.min(2, columnsApart(segment) + 1) : columnsApart(segment);
  return width;
}

function columnsApart(text: string): number {
  let width = 0;
  for (const character of text) width += wide.test(character) ? 2 : invisible.test(character) ? 0 : 1;
  return width;
}

let graphemes: Intl.Segmenter | undefined;

const plainText = /^[ -~]*$/;
/** What makes one picture of several characters, or a picture of a character. */
const joined = /[\u200d\ufe0f\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}]/u;
const wide =
  /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const invisible = /[\p{M}\p{Cf}]/u;
