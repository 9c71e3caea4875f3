import { type Sentence, say, says } from '../../core/sentence.ts';
import type { Edit } from '../edit.ts';
import type { Slip } from './slip.ts';

/** A text in quotes, as YAML reads them. */
export function quoted(text: string): string {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/** Puts the text between two offsets in quotes, with as few changes as possible, so that places stay exact. */
export function quoteEdits(text: string, start: number, end: number): readonly Edit[] {
  const words = text.slice(start, end);
  if (/["\\]/.test(words)) return [{ start, end, text: quoted(words) }];
  return [
    { start, end: start, text: '"' },
    { start: end, end, text: '"' },
  ];
}

/** How to write a text in quotes, in full if it is short. */
export function quoteHelp(words: string): Sentence {
  if (words.length <= 60) return say`Put the whole text in quotes: ${{ write: quoted(words) }}.`;
  return say`Put the whole text in ${/["\\]/.test(words) ? 'single' : 'double'} quotes.`;
}

/** `“A door: it opens”`, starting at an offset. */
export function curlyQuotes(words: string, at: number): Slip {
  const end = at + words.length;
  return {
    ...says(
      say`\`${{ sign: words.charAt(0) }}\` is not a quote in YAML.`,
      say`Put the text in straight quotes: ".`,
    ),
    start: at,
    end: at + 1,
    edits: [
      { start: at, end: at + 1, text: '"' },
      { start: end - 1, end, text: '"' },
    ],
  };
}
