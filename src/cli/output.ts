import { styleText } from 'node:util';
import type { Diagnostic } from '../core/diagnostic.ts';
import { maskKeys } from '../core/mask-keys.ts';
import { diagnosticsText } from '../report/diagnostic-text.ts';
import type { Paint, Style } from '../report/paint.ts';

/** The two streams: results go to `result`, all else to `tell`. Keys that somebody wrote into the wrong place leave by neither. */
export interface Output {
  /** A line on stdout. */
  readonly result: (text: string) => void;
  /** A line on stderr. */
  readonly tell: (text: string) => void;
  /** Anything on stderr. */
  readonly write: (text: string) => void;
  readonly diagnostics: (diagnostics: readonly Diagnostic[]) => void;
  readonly paintResult: Paint;
  readonly paintTell: Paint;
}

export function processOutput(): Output {
  // A reader that has seen enough (`| head`) is no failure of ours, and no reason to leave a run half done.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  const paintTell = painter(process.stderr);
  const write = (text: string): void => void process.stderr.write(maskKeys(text));
  const tell = (text: string): void => write(`${text}\n`);
  return {
    result: (text) => void process.stdout.write(`${maskKeys(text)}\n`),
    tell,
    write,
    diagnostics: (diagnostics) => {
      if (diagnostics.length > 0) tell(diagnosticsText(diagnostics, paintTell));
    },
    paintResult: painter(process.stdout),
    paintTell,
  };
}

/** Colour per stream: none when it is no terminal, NO_COLOR and FORCE_COLOR obeyed. */
function painter(stream: NodeJS.WriteStream): Paint {
  const forced = process.env.FORCE_COLOR;
  const wanted = forced !== undefined ? forced !== '0' : stream.isTTY === true && !process.env.NO_COLOR;
  return (style: Style, text: string) => (wanted ? styleText(style, text, { validateStream: false }) : text);
}
