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

/**
 * The slip that made the parser stumble: the first of all guesses that, mended, lets it get further. Where
 * none does, or none is to be tried, what the parser noticed.
 */
export function findSlip(stumbled: Stumbled, helps: (slip: Slip) => boolean): Slip {
  for (const detect of detectors) {
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
        message: `A text can't begin with \`${text.charAt(start)}\`, unless it is in quotes.`,
        help: 'Put the whole text in double quotes.',
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        ...plain,
        message: 'This line, or the one after it, is indented differently from the ones it belongs to.',
        help: misaligned,
      };
    case 'MULTILINE_IMPLICIT_KEY':
      return {
        ...plain,
        message: 'There is no colon after this key.',
        help: 'A key ends with a colon and a space.',
      };
    case 'BAD_INDENT':
      return message.startsWith('Flow')
        ? { ...plain, ...unclosed }
        : {
            ...plain,
            message: 'This line is indented differently from the ones it belongs to.',
            help: misaligned,
          };
    case 'MISSING_CHAR':
      return /closing ["']/.test(message)
        ? {
            ...plain,
            ...(lastText !== undefined && { start: lastText, end: lastText + 1 }),
            message: 'This quote is not closed.',
            help: 'End the text with the quote that it begins with.',
          }
        : { ...plain, ...unclosed };
    default:
      return {
        ...plain,
        message: `YAML can't be read here: ${message}.`,
        help: 'Look for a missing quote, bracket or colon.',
      };
  }
}

const misaligned = 'Keys of one mapping, and items of one list, begin in the same column.';

const unclosed = {
  message: 'A bracket or brace before this is not closed.',
  help: 'Look for the `]` or `}` that is missing.',
};
