import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Diagnostic, hasErrors } from '../../core/diagnostic.ts';
import { schemaFiles } from '../../core/package-files.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { readShaped } from '../read-shaped.ts';
import { shapeOf } from '../shape.ts';
import { quoted } from '../write-scalar.ts';
import { type FilmNote, sortedNotes } from './note.ts';

/** `film.notes.yaml` beside `film.storyboard.yaml`; absolute. */
export const notesFile = (storyboard: string): string =>
  join(
    dirname(storyboard),
    `${basename(storyboard).replace(/(\.storyboard)?\.(ya?ml|json)$/i, '')}.notes.yaml`,
  );

/** The notes in a file, which may be hostile; none if there is no file. */
export async function readNotes(file: string): Promise<Result<readonly FilmNote[], readonly Diagnostic[]>> {
  const isThere = await stat(file).then(
    () => true,
    () => false,
  );
  if (!isThere) return ok([]);
  const shaped = await readShaped(file, await shapeOf(schemaFiles.notes));
  if (!shaped.ok) return shaped;
  const { value, problems, misshapen } = shaped.value;
  if (misshapen.length > 0 || hasErrors(problems.diagnostics)) return err(problems.diagnostics);
  return ok(sortedNotes((value as { readonly notes: readonly FilmNote[] }).notes));
}

/** The text of a file of notes: one a line, so that a line is what a change shows. `name`: the storyboard's file. */
export const notesText = (notes: readonly FilmNote[], name: string): string =>
  [
    `# Notes on ${name.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')}; \`storycut review\` writes them.`,
    notes.length === 0 ? 'notes: []' : 'notes:',
    ...sortedNotes(notes).map((note) => `  - ${noteLine(note)}`),
    '',
  ].join('\n');

function noteLine({ segment, clip, frame, to, text, who, when, done }: FilmNote): string {
  const members = [
    ['segment', quoted(segment)],
    ['clip', clip && quoted(clip)],
    ['frame', String(frame)],
    ['to', to === undefined ? undefined : String(to)],
    ['text', quoted(text)],
    ['who', who && quoted(who)],
    ['when', quoted(when)],
    ['done', done && quoted(done)],
  ];
  return `{ ${members.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`])).join(', ')} }`;
}
