import { stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import { extensionOf, type FormatName, formatNames, isSheet } from '../../handover/format-name.ts';
import { deliver } from '../../stitch/deliver.ts';
import type { LoadedFilm } from '../film/film.ts';
import { notOurs } from './not-ours.ts';
import { inState, overwritten } from './safe-output.ts';
import { type Owner, rememberWritten } from './written.ts';

/** The requested format, or the one of a file's extension. */
export function exportFormat(format: FormatName | undefined, output: string | undefined): FormatName {
  const ending = extname(output ?? '').toLowerCase();
  return format ?? formatNames.find((name) => `.${extensionOf(name)}` === ending) ?? 'otio';
}

/**
 * Where an export goes, absolute: in a folder it is named after the storyboard. It never overwrites what the film is made
 * from, and what Storycut did not write only if told to.
 */
export async function exportFile(
  cwd: string,
  film: LoadedFilm,
  { output: named, replace }: { readonly output: string; readonly replace?: boolean | undefined },
  format: FormatName,
): Promise<Result<string, readonly Diagnostic[]>> {
  const target = resolve(cwd, named);
  const isFolder = (await stat(target).catch(() => undefined))?.isDirectory() ?? false;
  const extension = extensionOf(format);
  const name = isSheet(format) ? `${film.located.name}-${format}` : film.located.name;
  const file = isFolder ? join(target, `${name}.${extension}`) : target;
  if (extname(file).toLowerCase() !== `.${extension}`) return err([misnamed(named, format)]);
  const among = await inState(film, dirname(file), named);
  const footage = among ? [among] : await overwritten([file], film.storyboard);
  const problems = footage.length > 0 ? footage : await notOurs(film, [file], { replace });
  return problems.length > 0 ? err(problems) : ok(file);
}

/** Writes a file completely or not at all. */
export async function writeExport(
  file: string,
  text: string,
  owner: Owner,
): Promise<Result<void, Diagnostic>> {
  try {
    return await deliver<never>(
      file,
      async (draft) => ok(await writeFile(draft, text)),
      // The film's folder may be one that can only be read.
      (draft) => rememberWritten(owner, draft, file).catch(() => undefined),
    );
  } catch (error) {
    return err(notWritten(file, error));
  }
}

const misnamed = (named: string, format: FormatName): Diagnostic => ({
  severity: 'error',
  code: 'export-misnamed',
  ...says(
    say`"${{ file: named }}" does not end in .${{ format: extensionOf(format) }}, the extension of the export format.`,
    say`Name a folder, a file that ends in .${extensionOf(format)}, or another --format.`,
  ),
});

const notWritten = (file: string, error: unknown): Diagnostic => ({
  severity: 'error',
  code: 'export-not-written',
  // Without the draft's name, which means nothing to the user.
  ...says(
    say`${{ file }} could not be written: ${{ cause: String(error).replace(/^Error: |, \w+ '.*$/g, '') }}.`,
    say`Name another place with --output.`,
  ),
});
