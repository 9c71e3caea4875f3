import type { ScreenSize } from '../report/live-table.ts';

/**
 * The size of a terminal that somebody watches and whose cursor may be moved; undefined for pipes and files, and where
 * plain text is asked for. A terminal that doesn't know its size reports 0.
 */
export function terminalSize(stream: NodeJS.WriteStream): ScreenSize | undefined {
  const { TERM, CI, NO_COLOR } = process.env;
  if (stream.isTTY !== true || TERM === 'dumb' || CI || NO_COLOR) return undefined;
  return { columns: stream.columns || 80, rows: stream.rows || 24 };
}
