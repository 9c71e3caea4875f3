import { say, says } from '../../core/sentence.ts';
import type { SourceText } from '../source.ts';
import { flow } from './flow.ts';
import { indentation } from './indentation.ts';
import { keys } from './keys.ts';
import { lookalikes } from './lookalikes.ts';
import { pasted } from './pasted.ts';
import { quotes } from './quotes.ts';
import { signs } from './signs.ts';
import type { Detect, Slip, Stumble, Stumbled } from './slip.ts';

const detectors: readonly Detect[] = [pasted, lookalikes, quotes, flow, signs, keys, indentation];

/** Longer texts are not searched for slips: nobody writes them by hand, and each guess means parsing all of it again. */
export const longestSearched = 400_000;

/**
 * The slip that made the parser fail: the first guess that, once fixed, lets it get further. If there is none,
 * the parser's own error.
 */
export function findSlip(stumbled: Stumbled, helps: (slip: Slip) => boolean): Slip {
  for (const detect of stumbled.source.text.length > longestSearched ? [] : detectors) {
    const slip = detect(stumbled).find((guess) => guess.edits.length > 0 && helps(guess));
    if (slip) return slip;
  }
  return noticed(stumbled.source, stumbled.stumble);
}

function noticed({ text }: SourceText, { code, message, start, end, lastText }: Stumble): Slip {
  const plain = { start, end, edits: [] };
  switch (code) {
    case 'BAD_SCALAR_START':
      return {
        ...plain,
        ...says(
          say`Text without quotes can't start with \`${{ sign: text.charAt(start) }}\`.`,
          say`Put the whole text in double quotes.`,
        ),
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        ...plain,
        ...says(
          say`This line, or the next one, is indented differently from the lines it belongs to.`,
          misaligned,
        ),
      };
    case 'MULTILINE_IMPLICIT_KEY':
      return {
        ...plain,
        ...says(say`There is no colon after this key.`, say`End the key with a colon and a space.`),
      };
    case 'BAD_INDENT':
      return message.startsWith('Flow')
        ? { ...plain, ...unclosed }
        : {
            ...plain,
            ...says(say`This line is indented differently from the lines it belongs to.`, misaligned),
          };
    case 'MISSING_CHAR':
      return /closing ["']/.test(message)
        ? {
            ...plain,
            ...(lastText !== undefined && { start: lastText, end: lastText + 1 }),
            ...says(
              say`This quote is not closed.`,
              say`End the text with the same quote that it starts with.`,
            ),
          }
        : { ...plain, ...unclosed };
    default:
      return {
        ...plain,
        ...says(say`Invalid YAML: ${{ cause: message }}.`, say`Look for a missing quote, bracket or colon.`),
      };
  }
}

const misaligned = say`Start all keys of a mapping, and all items of a list, in the same column.`;

const unclosed = says(
  say`A bracket or brace before this is not closed.`,
  say`Look for the missing \`]\` or \`}\`.`,
);
