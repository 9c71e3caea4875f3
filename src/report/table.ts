import { columns } from './printable.ts';
import { broken } from './wrapped.ts';

/**
 * Columns of text, padded to line up, with nothing after the last word of a row. Cells hold one line each; where the
 * table must be no wider than `width`, a last one takes as many below each other as it needs.
 */
export function table(
  rows: readonly (readonly Cell[])[],
  {
    width = Number.POSITIVE_INFINITY,
    indent = '  ',
  }: { readonly width?: number | undefined; readonly indent?: string } = {},
): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, columns(cell.text));
    });
  }
  const starts = [indent.length];
  for (const one of widths) starts.push((starts.at(-1) ?? 0) + one + gap.length);
  return rows.map((row) => lineOf(row, { widths, starts, width, indent })).join('\n');
}

interface Layout {
  readonly widths: readonly number[];
  /** Where each column begins. */
  readonly starts: readonly number[];
  readonly width: number;
  readonly indent: string;
}

function lineOf(row: readonly Cell[], { widths, starts, width, indent }: Layout): string {
  const filled = row.slice(0, row.findLastIndex(({ text }) => text !== '') + 1);
  const padded = filled.map((cell, column) => pad(cell, widths[column] ?? 0));
  const far = filled.findIndex(({ text }, column) => (starts[column] ?? 0) + columns(text) > width);
  if (far < 0) return (indent + padded.join(gap)).trimEnd();
  const line = indent + padded.slice(0, far).join(gap);
  const rest = filled.slice(far).filter(({ text }) => text !== '');
  const start = starts[far] ?? 0;
  if (rest.length === 1 && width - start >= narrowest) {
    return `${line}${gap}${belowOneAnother(rest, width - start).join(`\n${' '.repeat(start)}`)}`;
  }
  const under = starts[Math.min(far, 2)] ?? 0;
  const margin = width - under >= narrowest ? under : indent.length + 4;
  return [line.trimEnd(), ...belowOneAnother(rest, width - margin)].join(`\n${' '.repeat(margin)}`);
}

/** In one line if they fit, else each in its own lines. */
function belowOneAnother(cells: readonly Cell[], width: number): readonly string[] {
  const together = cells.reduce((sum, { text }) => sum + gap.length + columns(text), -gap.length);
  if (together <= width) return [cells.map((one) => shownAs(one, one.text)).join(gap)];
  return cells.flatMap((one) => broken(one.text, width).map((text) => shownAs(one, text)));
}

const shownAs = ({ paint }: Cell, text: string): string => (paint && text !== '' ? paint(text) : text);

const gap = '  ';
/** A last column of fewer columns than this has its text below the row instead. */
const narrowest = 32;

export interface Cell {
  readonly text: string;
  readonly right?: boolean;
  /** Applied after padding, so that colours don't count as width. */
  readonly paint?: (text: string) => string;
}

export const cell = (text: string, paint?: (text: string) => string): Cell =>
  paint ? { text, paint } : { text };
export const right = (text: string): Cell => ({ text, right: true });

function pad(cell: Cell, width: number): string {
  const { text, right } = cell;
  const space = ' '.repeat(width - columns(text));
  const shown = shownAs(cell, text);
  return right ? space + shown : shown + space;
}
