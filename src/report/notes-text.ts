import type { FilmNote } from '../project/film/notes.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { cell, table } from './table.ts';
import { count } from './units.ts';

/** Open notes with their segments, numbered within each as `redo --note` takes them; empty if there are none. */
export function notesText(notes: readonly FilmNote[], fps: number, paint: Paint): string {
  if (notes.length === 0) return '';
  const numbers = new Map<string, number>();
  const rows = notes.map((note) => {
    const number = (numbers.get(note.segment) ?? 0) + 1;
    numbers.set(note.segment, number);
    return [
      cell(note.segment),
      cell(String(number)),
      cell(placeText(note, fps)),
      cell(printable(note.text.replaceAll(/\s+/g, ' '))),
      cell(printable([note.who, note.when.slice(0, 10)].filter(Boolean).join(', ')), (text) =>
        paint('dim', text),
      ),
    ];
  });
  return [paint('bold', 'Notes'), table(rows)].join('\n');
}

/** `1.5 s`, or `1.5–2 s`: of the segment. */
function placeText({ frame, to }: FilmNote, fps: number): string {
  const seconds = (at: number): string => String(Number((at / fps).toFixed(2)));
  return to === undefined ? `${seconds(frame)} s` : `${seconds(frame)}–${seconds(to + 1)} s`;
}

/** How many there are, and where they can be read. */
export const notesCount = (notes: readonly FilmNote[]): string =>
  `${count(notes.length, 'note')} open: \`storycut plan\` shows ${notes.length === 1 ? 'it' : 'them'}.`;
