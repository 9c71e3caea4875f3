/** The width of a terminal on stderr whose cursor may be moved. One that doesn't know its width reports 0. */
export const terminalColumns = (): number | undefined =>
  process.stderr.isTTY && process.env.TERM !== 'dumb' ? process.stderr.columns || 80 : undefined;
