import { type Document, isMap, isPair, isScalar, isSeq, type YAMLError } from 'yaml';
import type { Diagnostic } from '../core/diagnostic.ts';
import { placeAt, type Source } from './source.ts';

/** What the YAML parser stumbled over, in words for people who don't write YAML for a living. */
export function yamlProblem(source: Source, document: Document.Parsed, error: YAMLError): Diagnostic {
  const [start, end] = error.pos;
  const { message, help, range = [start, end] } = slipOf(source, document, error);
  return { severity: 'error', code: 'yaml-syntax', message, place: placeAt(source, ...range), help };
}

const deepestIndent = 200;

interface Slip {
  readonly message: string;
  readonly help: string;
  /** Where it is, if not where the parser noticed it. */
  readonly range?: readonly [number, number];
}

function slipOf({ text }: Source, document: Document.Parsed, error: YAMLError): Slip {
  const [start] = error.pos;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (/^ *\t/.test(text.slice(lineStart, start + deepestIndent))) {
    return { message: 'A tab stands where a line is indented.', help: 'Indent with spaces.' };
  }
  if (text.startsWith('${', start - 1) && error.code === 'UNEXPECTED_TOKEN') {
    const message = 'A variable stands in a text without quotes, and its brace ends the mapping.';
    return {
      message,
      help: 'Put the whole text in double quotes.',
      range: [start - 1, text.indexOf('}', start) + 1],
    };
  }
  switch (error.code) {
    case 'BAD_SCALAR_START': {
      const message = `A text can't begin with \`${text.charAt(start)}\`, unless it is in quotes.`;
      return { message, help: 'Put the whole text in double quotes.' };
    }
    case 'BLOCK_AS_IMPLICIT_KEY':
      return keyInText(text, start);
    case 'MULTILINE_IMPLICIT_KEY':
      return { message: 'There is no colon after this key.', help: 'A key ends with a colon and a space.' };
    case 'BAD_INDENT':
      return error.message.startsWith('Flow') ? unclosed : misaligned;
    case 'MISSING_CHAR':
      return /closing ["']/.test(error.message) ? openQuote(document) : unclosed;
    case 'BAD_DQ_ESCAPE': {
      const message = `YAML knows no escape \`${text.slice(start, start + 2)}\`.`;
      return {
        message,
        help: 'A backslash is written twice in double quotes, once in single quotes.',
        range: [start, start + 2],
      };
    }
    default:
      return {
        message: `YAML can't be read here: ${error.message}.`,
        help: 'Look for a missing quote, bracket or colon.',
      };
  }
}

const misaligned: Slip = {
  message: 'This line is indented differently from the ones it belongs to.',
  help: 'Keys of one mapping, and items of one list, begin in the same column.',
};

const unclosed: Slip = {
  message: 'A bracket or brace before this is not closed.',
  help: 'Look for the `]` or `}` that is missing.',
};

/** A text that reads as a mapping: it has a colon in it, or the line after it is indented too far. */
function keyInText(text: string, start: number): Slip {
  const colon = /^.*?:(?=\s)/.exec(text.slice(start, text.indexOf('\n', start) + 1));
  if (colon) {
    const message = 'This text has a colon in it, and so it reads as a key.';
    return { message, help: 'Put the whole text in double quotes.', range: [start, start + colon[0].length] };
  }
  const next = text.indexOf('\n', start) + 1;
  const indent = /^ */.exec(text.slice(next, next + deepestIndent))?.[0].length ?? 0;
  return {
    message: 'This line is indented deeper than the one it follows, and so it reads as part of its text.',
    help: misaligned.help,
    range: [next + indent, next + indent + 1],
  };
}

/** The parser notices it at the end of the file; the text that runs to there is the last one. */
function openQuote(document: Document.Parsed): Slip {
  let node: unknown = document.contents;
  while (isMap(node) || isSeq(node) || isPair(node)) node = isPair(node) ? node.value : node.items.at(-1);
  const at = isScalar(node) ? node.range?.[0] : undefined;
  return {
    message: 'This quote is not closed.',
    help: 'End the text with the quote that it begins with.',
    ...(at !== undefined && { range: [at, at + 1] }),
  };
}
