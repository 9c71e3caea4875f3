import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import type { Diagnostic } from '../core/diagnostic.ts';
import { maskKeys } from '../core/mask-keys.ts';
import { packageRoot } from '../core/package-root.ts';
import { diagnosticsText } from '../report/diagnostic-text.ts';
import type { Paint, Style } from '../report/paint.ts';
import { callName, withCallName } from './call-name.ts';

/**
 * The two streams: results on stdout, all else on stderr. Keys that somebody wrote into the wrong place leave by neither.
 * Commands in what people read are named as this program is called where it runs.
 */
export interface Output {
  /** A line on stdout, to the letter. */
  readonly result: (text: string) => void;
  /** A result for people: a line on stdout. */
  readonly report: (text: string) => void;
  /** A line on stderr. */
  readonly tell: (text: string) => void;
  /** On stderr, without ending the line. */
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
  const result = (text: string): void => void process.stdout.write(`${maskKeys(text)}\n`);
  const write = (text: string): void => void process.stderr.write(maskKeys(asCalledHere(text)));
  const tell = (text: string): void => write(`${text}\n`);
  return {
    result,
    report: (text) => result(asCalledHere(text)),
    tell,
    write,
    diagnostics: (diagnostics) => {
      if (diagnostics.length > 0) tell(diagnosticsText(diagnostics, paintTell));
    },
    paintResult: painter(process.stdout),
    paintTell,
  };
}

function asCalledHere(text: string): string {
  if (!text.includes('`')) return text;
  const main = realpathSync(join(packageRoot, 'dist', 'cli', 'main.js'));
  return withCallName(text, callName({ cwd: process.cwd(), path: process.env.PATH ?? '', main }));
}

/** Colour per stream: none when it is no terminal, NO_COLOR and FORCE_COLOR obeyed. */
function painter(stream: NodeJS.WriteStream): Paint {
  const forced = process.env.FORCE_COLOR;
  const wanted = forced !== undefined ? forced !== '0' : stream.isTTY === true && !process.env.NO_COLOR;
  return (style: Style, text: string) => (wanted ? styleText(style, text, { validateStream: false }) : text);
}
