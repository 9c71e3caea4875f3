import type { YAMLError } from 'yaml';
import type { Diagnostic } from '../core/diagnostic.ts';
import { placeAt, type Source } from './source.ts';

/** What the YAML parser stumbled over, in words for people who don't write YAML for a living. */
export function yamlProblem(source: Source, error: YAMLError): Diagnostic {
  const [start, end] = error.pos;
  const { message, help } = wordsFor(error, source.text.slice(start, end));
  return { severity: 'error', code: 'yaml-syntax', message, place: placeAt(source, start, end), help };
}

function wordsFor(error: YAMLError, at: string): { message: string; help: string } {
  switch (error.code) {
    case 'BAD_SCALAR_START':
      return {
        message: `a text can't begin with \`${at.slice(0, 1)}\` unless it is in quotes`,
        help: 'Put the whole text in double quotes.',
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return {
        message: 'this reads as a key with another key inside it, on one line or over several',
        help: 'A text that holds a colon followed by a space goes in quotes; a key ends with a colon.',
      };
    case 'TAB_AS_INDENT':
      return { message: 'a tab stands where a line is indented', help: 'Indent with spaces.' };
    case 'BAD_INDENT':
      return {
        message: 'this line is indented differently from the ones it belongs to',
        help: 'Keys of one mapping, and items of one list, begin in the same column.',
      };
    case 'MISSING_CHAR':
      return {
        message: missing(error.message),
        help: 'Look for a quote, bracket or comma that is missing before this.',
      };
    case 'BAD_DQ_ESCAPE':
      return {
        message: `\`${at}\` is no escape that YAML knows`,
        help: 'In double quotes a backslash is written twice; in single quotes, once.',
      };
    default:
      return { message: plain(error.message), help: 'Look for a missing quote, bracket or colon near here.' };
  }
}

const missing = (message: string): string =>
  plain(message.replace(/^Missing closing/, 'there is no closing'));

const plain = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1);
