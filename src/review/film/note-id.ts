import { hashOf } from '../../core/canonical.ts';
import type { FilmNote } from '../../storyboard/notes/note.ts';

/** What the page calls a note: it stays the same when the note is settled. */
export const noteId = ({ done: _, ...note }: FilmNote): string => hashOf(note).slice(0, 16);
