import { shownColumns } from './fitted.ts';

/** What is to be on a terminal from the lines drawn last on. */
export interface Frame {
  /** The lines at the bottom now, with the cursor on the empty row below them. */
  readonly drawn: readonly string[];
  /** Whole lines, to stay above the new ones. */
  readonly above: string;
  readonly lines: readonly string[];
  /** How wide the terminal is now: it may have become narrower since the lines were drawn. */
  readonly columns: number;
}

/**
 * The one text that turns a terminal's last lines into others. After it the cursor is shown, lines wrap, and nothing
 * else is left switched: however the command ends, the terminal is as it was.
 */
export function redraw({ drawn, above, lines, columns }: Frame): string {
  if (drawn.length === 0 && lines.length === 0) return above;
  const from = drawn.length === 0 ? '' : `\r${up(rowsOf(drawn, columns))}`;
  if (lines.length === 0) return `${from}${eraseBelow}${above}`;
  const picture = lines.map((line) => `${line}${eraseRight}\n`).join('');
  return `${begin}${from}${above === '' ? '' : `${eraseBelow}${above}`}${noWrap}${picture}${eraseBelow}${wrap}${end}`;
}

/** A terminal that becomes narrower wraps what is on it, except perhaps the row of the cursor, which is empty for that. */
const rowsOf = (lines: readonly string[], columns: number): number =>
  lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(shownColumns(line) / columns)), 0);

const csi = '\u001b[';
const up = (rows: number): string => (rows > 0 ? `${csi}${rows}A` : '');
const eraseRight = `${csi}K`;
const eraseBelow = `${csi}J`;
const noWrap = `${csi}?7l`;
const wrap = `${csi}?7h`;
/** A terminal that can shows what is between them at once. */
const begin = `${csi}?2026h${csi}?25l`;
const end = `${csi}?25h${csi}?2026l`;
