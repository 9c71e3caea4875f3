import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import type { Diagnostic } from '../core/diagnostic.ts';
import { err, ok, type Result } from '../core/result.ts';
import { type Sentence, say, says } from '../core/sentence.ts';
import { placeAt, type SourceText, sourceOf } from './source.ts';

const mebibyte = 2 ** 20;
const mostBytes = 64 * mebibyte;

// YAML allows none of these, and terminals would interpret some. U+0085 is a line break.
const control = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\uffff]/;

/** Reads a text that may be hostile: its kind, size, encoding and characters are checked before it is parsed. */
export async function readText(file: string): Promise<Result<SourceText, Diagnostic>> {
  const bytes = await readBytes(file);
  return bytes.ok ? textOf(file, bytes.value) : bytes;
}

async function readBytes(file: string): Promise<Result<Buffer, Diagnostic>> {
  try {
    // A device or a pipe may never end, so it is not even opened.
    const facts = await stat(file);
    if (!facts.isFile()) return err(notFound(file, say`is not a file`));
    if (facts.size <= mostBytes) return ok(await readFile(file));
    return err({
      severity: 'error',
      code: 'file-too-large',
      ...says(
        say`${{ file }} is larger than ${{ most: mostBytes / mebibyte }} MiB (${{ size: Math.ceil(facts.size / mebibyte) }} MiB).`,
        say`Split it into several files.`,
      ),
    });
  } catch (error) {
    return err(notFound(file, causeOf(error)));
  }
}

function textOf(file: string, bytes: Buffer): Result<SourceText, Diagnostic> {
  const text = decode(bytes);
  if (text === undefined) {
    return err({
      severity: 'error',
      code: 'not-utf8',
      ...says(say`${{ file }} is not UTF-8 text.`, say`Save it in your editor with the encoding UTF-8.`),
    });
  }
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
