import { shownColumns } from './fitted.ts';
import { columns } from './printable.ts';

/**
 * Prose that is wider than a terminal, broken between words as the terminal itself would not; each line begins where the
 * first does. A command in backticks stays whole, to be copied.
 */
export function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => (shownColumns(line) <= width || isExcerpt.test(line) ? [line] : broken(line, width)))
    .join('\n');
}

/** A line of a file, with a caret below it. */
const isExcerpt = /^\S*\s*\d* \|/;

/** The lines that a text takes, none wider than it must be. */
export function broken(line: string, width: number): readonly string[] {
  const [indent = ''] = /^ */.exec(line) ?? [];
  const lines: string[] = [];
  let now = '';
  for (const word of (line.slice(indent.length).match(words) ?? []).flatMap((word) => unspaced(word))) {
    if (now.trim() !== '' && shownColumns(`${indent}${now}${word}`.trimEnd()) > width) {
      lines.push(`${indent}${now}`.trimEnd());
      now = '';
    }
    now += word;
  }
  return [...lines, `${indent}${now}`.trimEnd()];
}

const words = /(?:`[^`]*`|\S)+\s*/g;

/** A word of a script that has no spaces, in the parts between which a line may break; any other whole. */
function unspaced(word: string): readonly string[] {
  if (word.includes('`') || !wideLetter.test(word)) return [word];
  graphemes ??= new Intl.Segmenter();
  const parts: string[] = [];
  let before = '';
  for (const { segment } of graphemes.segment(word)) {
    const apart = before !== '' && (columns(segment) > 1 || columns(before) > 1);
    if (apart && !closing.test(segment) && !opening.test(before)) parts.push(segment);
    else parts.push((parts.pop() ?? '') + segment);
    before = segment;
  }
  return parts;
}

const wideLetter =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u;
/** What no line begins with, and what none ends with. */
const closing =
  /^[\s\p{Pe}\p{Pf}\p{M}、。，．：；！？・ー゛゜々,.:;!?"'ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u;
const opening = /^[\p{Ps}\p{Pi}"']/u;
let graphemes: Intl.Segmenter | undefined;
