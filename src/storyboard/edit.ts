import { type Source, sourceOf } from './source.ts';

/** Other text for what stands between two offsets, `end` exclusive. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with these edits made, none of which overlap. Its places are those of the text as it was. */
export function edited(source: Source, edits: readonly Edit[]): Source {
  const ordered = edits.toSorted((a, b) => a.start - b.start);
  let text = '';
  let from = 0;
  for (const edit of ordered) {
    text += source.text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  text += source.text.slice(from);
  return { ...sourceOf(source.file, text), before: { source, offsetOf: (at) => before(ordered, at) } };
}

/** Where in the text before the edits stands what is at an offset now. */
function before(edits: readonly Edit[], at: number): number {
  let longer = 0;
  for (const { start, end, text } of edits) {
    const within = at - (start + longer);
    if (within < 0) break;
    if (within < text.length) return Math.min(start + within, end);
    longer += text.length - (end - start);
  }
  return at - longer;
}
