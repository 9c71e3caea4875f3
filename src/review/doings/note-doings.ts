import { err, ok, type Result } from '../../core/result.ts';
import { changeNotes } from '../../project/film/notes.ts';
import type { FilmNote } from '../../storyboard/notes/note.ts';
import { noteId } from '../film/note-id.ts';
import type { HttpRefusal } from '../http/judge.ts';
import type { Doing } from '../http/serve.ts';
import { fieldsOf } from './asked.ts';
import { openFilm, type ReviewedFilm, refusal } from './edits.ts';

/** More than a film needs, and less than what a file of them may have. */
const most = 5_000;

/** What the page may note. `who`: the name that notes are signed with. */
export const noteDoings = (
  reviewed: ReviewedFilm,
  who: string | undefined,
): Readonly<Record<string, Doing>> => ({
  async note(asked) {
    const fields = fieldsOf(asked, {
      segment: 'name',
      clip: 'hash?',
      frame: 'count',
      to: 'count?',
      text: 'text',
    });
    if (!fields.ok) return fields;
    const { text, ...place } = fields.value;
    const said = text.replaceAll(/(?![\n\t])\p{Cc}/gu, '').trim();
    if (said === '' || said.length > 10_000)
      return err({ status: 400, message: 'A note has to say something, in at most 10,000 characters.' });
    const note: FilmNote = {
      ...place,
      text: said,
      ...(who !== undefined && { who }),
      when: timeOf(reviewed),
    };
    return await change(reviewed, note.segment, (notes) => [...notes, note]);
  },

  async settle(asked) {
    const fields = fieldsOf(asked, { id: 'id', done: 'flag' });
    if (!fields.ok) return fields;
    const { id, done } = fields.value;
    return await change(reviewed, undefined, (notes) =>
      notes.map((note) => (noteId(note) === id ? settled(note, done ? timeOf(reviewed) : undefined) : note)),
    );
  },
});

const settled = ({ done: _, ...note }: FilmNote, at: string | undefined): FilmNote => ({
  ...note,
  ...(at !== undefined && { done: at }),
});

const timeOf = ({ world }: ReviewedFilm): string =>
  new Date(world.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');

async function change(
  reviewed: ReviewedFilm,
  segment: string | undefined,
  to: (notes: readonly FilmNote[]) => readonly FilmNote[],
): Promise<Result<unknown, HttpRefusal>> {
  const opened = await openFilm(reviewed);
  if (!opened.ok) return opened;
  const { film } = opened.value;
  if (segment !== undefined && !film.storyboard.segments.some(({ id }) => id === segment))
    return err({ status: 404, message: `There is no segment ${segment}.` });
  const changed = await changeNotes(film, (notes) => to(notes).slice(0, most));
  return changed.ok ? ok({}) : err(refusal(changed.error));
}
