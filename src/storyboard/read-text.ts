import { isUtf8 } from 'node:buffer';
import type { Diagnostic } from '../core/diagnostic.ts';
import { readBounded } from '../core/read-bounded.ts';
import { err, ok, type Result, unreachable } from '../core/result.ts';
import { type Sentence, say, says } from '../core/sentence.ts';
import { placeAt, type SourceText, sourceOf } from './source.ts';
import { grouped } from './wording.ts';

const mebibyte = 2 ** 20;
// A storyboard of 100,000 segments has about 10.
const mostBytes = 16 * mebibyte;
const mostLines = 1_000_000;

// YAML allows none of these, and terminals would interpret some. U+0085 is a line break.
const control = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\uffff]/;

/** Reads a text that may be hostile: its kind, size, encoding and characters are checked before it is parsed. */
export async function readText(file: string): Promise<Result<SourceText, Diagnostic>> {
  const bytes = await readBytes(file);
  return bytes.ok ? textOf(file, bytes.value) : bytes;
}

async function readBytes(file: string): Promise<Result<Buffer, Diagnostic>> {
  try {
    const read = await readBounded(file, mostBytes);
    if (read.ok) return ok(read.value);
    switch (read.error.kind) {
      case 'not-a-file':
        return err(notFound(file, say`is not a file`));
      case 'too-large':
        return err(tooLarge(file, read.error.size));
      default:
        return unreachable(read.error);
    }
  } catch (error) {
    return err(notFound(file, causeOf(error)));
  }
}

const tooLarge = (file: string, size: number): Diagnostic => ({
  severity: 'error',
  code: 'file-too-large',
  ...says(
    say`${{ file }} is larger than ${{ most: mostBytes / mebibyte }} MiB (${{ size: Math.ceil(size / mebibyte) }} MiB).`,
    say`Split the film into several storyboards.`,
  ),
});

function textOf(file: string, bytes: Buffer): Result<SourceText, Diagnostic> {
  const text = decode(bytes);
  if (text === undefined) {
    return err({
      severity: 'error',
      code: 'not-utf8',
      ...says(say`${{ file }} is not UTF-8 text.`, say`Save it in your editor with the encoding UTF-8.`),
    });
  }
  if (hasMoreLines(bytes)) return err(tooManyLines(file));
  const source = sourceOf(file, text);
  if (/\r./.test(text) && !text.includes('\n')) return err(oldLineEnds(source));
  const at = text.search(control);
  if (at === -1) return ok(source);
  return err({
    severity: 'error',
    code: 'control-character',
    ...says(
      say`The file contains the control character ${{ sign: unicodeName(text, at) }}, which is not allowed.`,
      say`Delete it: your editor may have to show invisible characters first.`,
    ),
    place: placeAt(source, at, at + 1),
  });
}

function hasMoreLines(bytes: Buffer): boolean {
  let lines = 0;
  for (let at = bytes.indexOf(10); at !== -1 && lines <= mostLines; at = bytes.indexOf(10, at + 1)) lines++;
  return lines > mostLines;
}

const tooManyLines = (file: string): Diagnostic => ({
  severity: 'error',
  code: 'yaml-too-long',
  ...says(
    say`${{ file }} has more than ${grouped('most', mostLines)} lines.`,
    say`Split the film into several storyboards.`,
  ),
});

/** Without a byte order mark. */
function decode(bytes: Buffer): string | undefined {
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function oldLineEnds(source: SourceText): Diagnostic {
  const at = source.text.indexOf('\r');
  return {
    severity: 'error',
    code: 'yaml-syntax',
    ...says(
      say`The lines of this file end in CR alone, so YAML reads it as a single line.`,
      say`Save it in your editor with LF (Unix) or CRLF (Windows) line endings.`,
    ),
    place: placeAt(source, at, at + 1),
  };
}

const notFound = (file: string, why: Sentence): Diagnostic => ({
  severity: 'error',
  code: 'file-not-found',
  ...says(say`${{ file }} ${why}.`, say`Name an existing file that you can read.`),
});

function causeOf(error: unknown): Sentence {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return say`does not exist`;
    case 'EACCES':
    case 'EPERM':
      return say`can't be read: permission denied`;
    default:
      return say`can't be read (${{ cause: code || String(error) }})`;
  }
}

const unicodeName = (text: string, at: number): string =>
  `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`;
