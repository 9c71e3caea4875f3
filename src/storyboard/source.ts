import type { Place } from '../core/diagnostic.ts';

/** A text file, with what is needed to find places in it. */
export interface SourceText {
  /** As the user named it. */
  readonly file: string;
  readonly text: string;
  /** Offset of each line's first character. */
  readonly lineStarts: readonly number[];
  /** For a text that was fixed so that reading can continue: the original, and the original offset of an offset. */
  readonly before?: { readonly source: SourceText; offsetOf(at: number): number };
}

export function sourceOf(file: string, text: string): SourceText {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return { file, text, lineStarts };
}

/** The place between two offsets, `end` exclusive. */
export function placeAt(source: SourceText, start: number, end: number): Place {
  const { before } = source;
  if (before) return placeAt(before.source, before.offsetOf(start), before.offsetOf(end));
  const line = lineOf(source, start);
  const endLine =
    end < (source.lineStarts[line + 1] ?? Number.POSITIVE_INFINITY) ? line : lineOf(source, end);
  const lineStart = source.lineStarts[line] ?? 0;
  return {
    file: source.file,
    line: line + 1,
    column: start - lineStart + 1,
    endLine: endLine + 1,
    endColumn: Math.max(end, start) - (source.lineStarts[endLine] ?? 0) + 1,
    source: lineText(source, line),
  };
}

/** By binary search, counted from 0. */
export function lineOf(source: SourceText, offset: number): number {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function lineText({ text, lineStarts }: SourceText, line: number): string {
  const next = lineStarts[line + 1];
  const end = next === undefined ? text.length : next - 1;
  return text.slice(lineStarts[line], text[end - 1] === '\r' ? end - 1 : end);
}
