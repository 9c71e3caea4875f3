import { randomUUID } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import { err, ok, type Result } from '../core/result.ts';
import { type FormatName, formatNames } from '../handover/format-name.ts';
import type { Film } from './film.ts';
import { liesInState, overwritten } from './safe-output.ts';

/** The format that was asked for, or the one that a file's name ends in. */
export function exportFormat(format: FormatName | undefined, output: string | undefined): FormatName {
  const ending = extname(output ?? '').toLowerCase();
  return format ?? formatNames.find((name) => `.${name}` === ending) ?? 'otio';
}

/** Where an export goes, absolute: in a folder it is named after the storyboard. It takes no file's place that matters. */
export async function exportFile(
  cwd: string,
  film: Film,
  named: string,
  format: FormatName,
): Promise<Result<string, readonly Diagnostic[]>> {
  const target = resolve(cwd, named);
  const isFolder = (await stat(target).catch(() => undefined))?.isDirectory() ?? false;
  const file = isFolder ? join(target, `${film.located.name}.${format}`) : target;
  if (extname(file).toLowerCase() !== `.${format}`) return err([misnamed(named, format)]);
  if (await liesInState(film, dirname(file))) return err([inState(named)]);
  const problems = await overwritten([{ file, sidecars: [] }], film.storyboard);
  return problems.length > 0 ? err(problems) : ok(file);
}

/** Writes a file whole or not at all. */
export async function writeExport(file: string, text: string): Promise<Result<void, Diagnostic>> {
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}.part`);
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, file);
    return ok(undefined);
  } catch (error) {
    return err(notWritten(file, error));
  } finally {
    await rm(draft, { force: true });
  }
}

const misnamed = (named: string, format: FormatName): Diagnostic => ({
  severity: 'error',
  code: 'export-misnamed',
  message: `"${named}" does not end in .${format}, the format that is exported.`,
  help: `Name a folder, a file that ends in .${format}, or another --format.`,
});

const inState = (named: string): Diagnostic => ({
  severity: 'error',
  code: 'output-is-footage',
  message: `"${named}" lies among the clips that films are made from.`,
  help: 'Name a file elsewhere with --output.',
});

const notWritten = (file: string, error: unknown): Diagnostic => ({
  severity: 'error',
  code: 'export-not-written',
  // Without the draft's name, which tells a person nothing.
  message: `${file} could not be written: ${String(error).replace(/^Error: |, \w+ '.*$/g, '')}.`,
});
