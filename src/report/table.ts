import { columns } from './printable.ts';

/** Columns of text, padded to line up, with nothing after the last word of a row. Cells hold one line each. */
export function table(rows: readonly (readonly Cell[])[], indent = '  '): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, columns(cell.text));
    });
  }
  return rows
    .map((row) => (indent + row.map((cell, column) => pad(cell, widths[column] ?? 0)).join('  ')).trimEnd())
    .join('\n');
}

export interface Cell {
  readonly text: string;
  readonly right?: boolean;
  /** Applied after padding, so that colours don't count as width. */
  readonly paint?: (text: string) => string;
}

export const cell = (text: string, paint?: (text: string) => string): Cell =>
  paint ? { text, paint } : { text };
export const right = (text: string): Cell => ({ text, right: true });

function pad({ text, right, paint }: Cell, width: number): string {
  const space = ' '.repeat(width - columns(text));
  const shown = paint && text !== '' ? paint(text) : text;
  return right ? space + shown : shown + space;
}
