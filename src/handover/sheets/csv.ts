/** What is in a cell. Absent: it is empty. */
export type CsvCell = string | number | undefined;

/** A table for spreadsheets: names of columns, and a row of as many cells for each line. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

/**
 * CSV by RFC 4180, whose lines end in CR LF; tools for text take another end. Texts are always in quotes, numbers never, so that a reader can tell `"7"` from 7. A spreadsheet
 * calculates a text that begins like a formula, and a prompt may be somebody else's: such a text gets an apostrophe.
 */
export const csvText = ({ columns, rows }: CsvTable, end = '\r\n'): string =>
  [columns, ...rows].map((row) => `${row.map(cellText).join(',')}${end}`).join('');

function cellText(cell: CsvCell): string {
  if (cell === undefined || cell === '') return '';
  if (typeof cell === 'number') return String(cell);
  return `"${harmless(cell).replaceAll('"', '""')}"`;
}

const harmless = (text: string): string => (beginsFormula.test(text) ? `'${text}` : text);

/** Programs skip blanks and characters without width, and some read full-width signs as their narrow ones. */
const beginsFormula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
