import { readFile } from 'node:fs/promises';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import { editSegment, writtenIn } from '../film/edit-storyboard.ts';
import type { LoadedFilm } from '../film/film.ts';
import { openNotes } from '../film/notes.ts';
import { replaceText } from '../film/replace-text.ts';

/** A storyboard in which a segment's prompt says more than before. */
export interface NotedPrompt {
  /** Makes the storyboard what it was. The error says why it can't be, as a clause: somebody has changed it since, for example. */
  undo(): Promise<Result<void, string>>;
}

/**
 * Puts a note behind a segment's prompt, in the storyboard: the film is what its file says. The error is a clause that says why
 * it can't be done.
 */
export async function putIntoPrompt(
  film: Pick<LoadedFilm, 'located' | 'storyboard'>,
  segment: string,
  note: string,
): Promise<Result<NotedPrompt, string>> {
  const { absolute } = film.located;
  const before = await readFile(absolute, 'utf8');
  const prompt = await writtenIn(film, segment, 'prompt');
  if (prompt === undefined) return err('its prompt is not one text in the storyboard');
  const edited = await editSegment(film, segment, [['prompt', withNote(prompt, note)]]);
  if (!edited.ok) return edited;
  const after = await readFile(absolute, 'utf8');
  return ok({
    async undo() {
      const now = await readFile(absolute, 'utf8').catch(() => undefined);
      return now === after ? replaceText(absolute, before) : err('it was changed since');
    },
  });
}

/** As a sentence of its own. What ends a block of text stays its end. */
function withNote(prompt: string, note: string): string {
  const text = prompt.trimEnd();
  const end = prompt.slice(text.length);
  const sentence = note.trim().replaceAll(/\s+/g, ' ');
  return `${text}${/[.!?…。！？]["'”’)]?$/.test(text) ? '' : '.'} ${sentence}${end}`;
}

/** Finds an open note on a segment by its number, as `plan` shows it (without one: the only one), and puts it into the prompt. */
export async function putNoteIntoPrompt(
  film: LoadedFilm,
  segment: string,
  number: number | undefined,
): Promise<Result<NotedPrompt, Diagnostic>> {
  const notes = (await openNotes(film)).notes.filter((note) => note.segment === segment);
  const note = number === undefined && notes.length > 1 ? undefined : notes[(number ?? 1) - 1];
  if (note === undefined) return err(noSuchNote(segment, notes.length));
  const put = await putIntoPrompt(film, segment, note.text);
  return put.ok
    ? put
    : err({
        ...{ severity: 'error', code: 'note-unusable', segment },
        ...says(
          say`The note on ${segment} can't go into its prompt: ${{ cause: put.error }}.`,
          say`Change the prompt by hand, and run \`storycut run\`.`,
        ),
      });
}

const noSuchNote = (segment: string, count: number): Diagnostic => ({
  ...{ severity: 'error', code: 'note-unusable', segment },
  ...(count === 0
    ? says(
        say`There is no open note on ${segment}.`,
        say`\`storycut review\` writes notes; \`storycut redo ${segment}\` needs none.`,
      )
    : says(
        say`${segment} has ${{ count }} open notes, and it is not clear which is meant.`,
        say`Give the number that \`storycut plan\` shows, as in \`storycut redo ${segment} --note 1\`.`,
      )),
});
