import { basename } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import type { Caption, Timeline } from '../../planner/plan.ts';
import { type FilmNote, isOpen } from '../../storyboard/notes/note.ts';
import { notesFile, notesText, readNotes } from '../../storyboard/notes/notes-file.ts';
import { type LoadedFilm, renamePlace } from './film.ts';
import { createText, replaceText } from './replace-text.ts';

export type { FilmNote } from '../../storyboard/notes/note.ts';

type NotedFilm = Pick<LoadedFilm, 'located'>;

/** The notes on a film. What is wrong with their file is told as of that file. */
export async function notesOn({
  located,
}: NotedFilm): Promise<Result<readonly FilmNote[], readonly Diagnostic[]>> {
  const file = notesFile(located.absolute);
  const read = await readNotes(file);
  if (read.ok) return read;
  const named = notesFile(located.named);
  return { ok: false, error: read.error.map((one) => renamePlace(one, { named })) };
}

/** Those that are open, and what is wrong with their file, as warnings: nothing waits for notes. */
export async function openNotes(film: NotedFilm): Promise<{
  readonly notes: readonly FilmNote[];
  readonly diagnostics: readonly Diagnostic[];
}> {
  const read = await notesOn(film);
  return read.ok
    ? { notes: read.value.filter(isOpen), diagnostics: [] }
    : { notes: [], diagnostics: read.error.map((one) => ({ ...one, severity: 'warning' })) };
}

/** Changes the notes on a film. Nothing is written over what can't be read. */
export async function changeNotes(
  { located }: NotedFilm,
  change: (notes: readonly FilmNote[]) => readonly FilmNote[],
): Promise<Result<readonly FilmNote[], readonly Diagnostic[]>> {
  const read = await notesOn({ located });
  if (!read.ok) return read;
  const notes = change(read.value);
  const file = notesFile(located.absolute);
  const text = notesText(notes, basename(located.absolute));
  const created = await createText(file, text);
  const written = created.ok && !created.value ? await replaceText(file, text) : created;
  return written.ok ? ok(notes) : err([notWritten(notesFile(located.named), written.error)]);
}

const notWritten = (file: string, why: string): Diagnostic => ({
  ...{ severity: 'error', code: 'note-not-written' },
  ...says(
    say`The note could not be written into ${{ file }}: ${{ cause: why }}.`,
    say`Make room there, or mend what is in its place, and write the note again.`,
  ),
});

/** Where in the film notes are, and what they say. Those of segments that are no longer there are nowhere. */
export const marksOf = (notes: readonly FilmNote[], { entries }: Timeline): readonly Caption[] =>
  notes.flatMap(({ segment, frame, to = frame, text, who }) => {
    const own = entries.filter((entry) => entry.segment === segment);
    const [first] = own;
    const last = own.at(-1);
    if (!first || !last) return [];
    const end = last.start + last.frames;
    const start = Math.min(end - 1, first.start + frame);
    const said = who === undefined ? text : `${who}: ${text}`;
    return [{ text: said, start, end: Math.min(end, first.start + Math.max(frame, to) + 1) }];
  });
