import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../core/result.ts';
import { editSegment, replaceText, writtenIn } from '../film/edit-storyboard.ts';
import type { LoadedFilm } from '../film/film.ts';

/** A storyboard in which a segment's prompt says more than before. */
export interface NotedPrompt {
  /** Makes the storyboard what it was, unless somebody has changed it since. */
  undo(): Promise<void>;
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
      if ((await readFile(absolute, 'utf8')) === after) await replaceText(absolute, before);
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
