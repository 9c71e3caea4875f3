import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import type { Diagnostic } from '../core/diagnostic.ts';
import { err, ok, type Result } from '../core/result.ts';
import { placeAt, type SourceText, sourceOf } from './source.ts';

const mostBytes = 64 * 2 ** 20;

// YAML allows none of these, and a terminal would obey some. U+0085 is a line end.
const control = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\uffff]/;

/** Reads a text that may be hostile: what it is, its size, encoding and characters are checked before anything parses it. */
export async function readText(file: string): Promise<Result<SourceText, Diagnostic>> {
  const bytes = await readBytes(file);
  return bytes.ok ? textOf(file, bytes.value) : bytes;
}

async function readBytes(file: string): Promise<Result<Buffer, Diagnostic>> {
  try {
    // A device or a pipe would never end, so it is not even opened.
    const facts = await stat(file);
    if (!facts.isFile()) return err(notFound(file, 'is not a file'));
    if (facts.size <= mostBytes) return ok(await readFile(file));
    return err({
      severity: 'error',
      code: 'file-too-large',
      message: `${file} is ${Math.ceil(facts.size / 2 ** 20)} MiB large; the most that is read is 64 MiB.`,
      help: 'Split it into several files.',
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
      message: `${file} is not UTF-8 text.`,
      help: 'Save it in your editor with the encoding UTF-8.',
    });
  }
  const source = sourceOf(file, text);
  if (/\r./.test(text) && !text.includes('\n')) return err(oldLineEnds(source));
  const at = text.search(control);
  if (at === -1) return ok(source);
  return err({
    severity: 'error',
    code: 'control-character',
    message: `The control character ${unicodeName(text, at)} can't stand in this file.`,
    place: placeAt(source, at, at + 1),
    help: 'Delete it; some editors show it only when asked to show invisible characters.',
  });
}

/** A byte order mark is left out. */
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
    message:
      'The lines of this file end as on Macs before 2001 (CR alone), and so it reads as a single line.',
    place: placeAt(source, at, at + 1),
    help: 'Save it in your editor with the line ends LF (Unix) or CRLF (Windows).',
  };
}

const notFound = (file: string, why: string): Diagnostic => ({
  severity: 'error',
  code: 'file-not-found',
  message: `${file} ${why}.`,
  help: 'Name a file that is there and that you may read.',
});

function causeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read: its permissions forbid it';
    default:
      return `cannot be read (${code || String(error)})`;
  }
}

const unicodeName = (text: string, at: number): string =>
  `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`;
