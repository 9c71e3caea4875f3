import { type SourceText, sourceOf } from './source.ts';

/** Replaces the text between two offsets, `end` exclusive. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text after these edits, which must not overlap. Its places are those of the original. */
export function edited(source: SourceText, edits: readonly Edit[]): SourceText {
  const ordered = edits.toSorted((a, b) => a.start - b.start);
  let text = '';
  let from = 0;
  for (const edit of ordered) {
    text += source.text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  text += source.text.slice(from);
  const moves = movesOf(ordered);
  return { ...sourceOf(source.file, text), before: { source, offsetOf: (at) => before(moves, at) } };
}

/** An edit, the offset of its new text, and by how much everything after it has moved. */
interface Move {
  readonly edit: Edit;
  readonly now: number;
  readonly longer: number;
}

function movesOf(edits: readonly Edit[]): readonly Move[] {
  let longer = 0;
  return edits.map((edit) => {
    const now = edit.start + longer;
    longer += edit.text.length - (edit.end - edit.start);
    return { edit, now, longer };
  });
}

/** The original offset of an offset in the edited text: by binary search, since there may be many of both. */
function before(moves: readonly Move[], at: number): number {
  let [low, high] = [0, moves.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moves[middle]?.now ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const move = moves[low - 1];
  if (move === undefined) return at;
  const { edit, now, longer } = move;
  return at - now < edit.text.length ? Math.min(edit.start + at - now, edit.end) : at - longer;
}
