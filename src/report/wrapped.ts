import { shownColumns } from './fitted.ts';

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
  for (const word of line.slice(indent.length).match(words) ?? []) {
    if (now.trim() !== '' && shownColumns(`${indent}${now}${word}`.trimEnd()) > width) {
      lines.push(`${indent}${now}`.trimEnd());
      now = '';
    }
    now += word;
  }
  return [...lines, `${indent}${now}`.trimEnd()];
}

const words = /(?:`[^`]*`|\S)+\s*/g;
