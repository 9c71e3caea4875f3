import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { styleText } from 'node:util';
import type { Diagnostic } from '../core/diagnostic.ts';
import { maskKeys } from '../core/mask-keys.ts';
import { packageRoot } from '../core/package-files.ts';
import { diagnosticsText } from '../report/diagnostic-text.ts';
import type { Paint, Style } from '../report/paint.ts';
import { type AdvisedFilm, asTypedHere, type CommandContext } from './advised.ts';
import { callName } from './call-name.ts';
import { ofSandbox } from './run-command.ts';

/**
 * The two streams: results on stdout, all else on stderr. Keys that somebody wrote into the wrong place leave by neither.
 * Commands in what people read are named as this program is called where it runs.
 */
export interface Terminal {
  /** A line on stdout, to the letter. */
  readonly result: (text: string) => void;
  /** A result for people: a line on stdout. */
  readonly report: (text: string) => void;
  /** A line on stderr. */
  readonly tell: (text: string) => void;
  /** On stderr, without ending the line. */
  readonly write: (text: string) => void;
  readonly diagnostics: (diagnostics: readonly Diagnostic[]) => void;
  /** From now on, commands in what people read are about this film. */
  readonly about: (film: AdvisedFilm) => void;
  /** From now on, this is the config file that the command line names. */
  readonly configured: (file: string) => void;
  /** Absolute path of the config file that the command line names. */
  readonly config: () => string | undefined;
  readonly paintResult: Paint;
  readonly paintTell: Paint;
}

export function processOutput(): Terminal {
  let film: AdvisedFilm | undefined;
  let config: string | undefined;
  // A reader that has seen enough (`| head`) is no failure of ours, and no reason to leave a run half done.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  const paintTell = painter(process.stderr);
  const result = (text: string): void => void process.stdout.write(`${maskKeys(text)}\n`);
  const completed = (text: string): string =>
    text.includes('`') ? asTypedHere(text, { ...place(config), film }) : text;
  const write = (text: string): void => void process.stderr.write(maskKeys(completed(text)));
  const tell = (text: string): void => write(`${text}\n`);
  return {
    result,
    report: (text) => result(completed(text)),
    tell,
    write,
    diagnostics: (diagnostics) => {
      if (diagnostics.length > 0) tell(diagnosticsText(diagnostics, paintTell));
    },
    about: (about) => {
      film = about;
    },
    configured: (file) => {
      config = file;
    },
    config: () => (config === undefined ? undefined : resolve(config)),
    paintResult: painter(process.stdout),
    paintTell,
  };
}

/** What this program is called here, and what of its environment a command has to be typed with. */
function place(config: string | undefined): Omit<CommandContext, 'film'> {
  const { PATH = '', STORYCUT_REHEARSAL, STORYCUT_CONFIG } = process.env;
  const main = realpathSync(join(packageRoot, 'dist', 'cli', 'main.js'));
  const name = callName({ cwd: process.cwd(), path: PATH, main });
  if (!STORYCUT_REHEARSAL) return { name, config };
  const inSandbox = STORYCUT_REHEARSAL === ofSandbox;
  return {
    ...{ name, rehearsal: inSandbox ? 'sandbox' : 'own' },
    config: config ?? (inSandbox ? STORYCUT_CONFIG : undefined),
  };
}

/** Colour per stream: none when it is no terminal, NO_COLOR and FORCE_COLOR obeyed. */
function painter(stream: NodeJS.WriteStream): Paint {
  const forced = process.env.FORCE_COLOR;
  const wanted = forced !== undefined ? forced !== '0' : stream.isTTY === true && !process.env.NO_COLOR;
  return (style: Style, text: string) => (wanted ? styleText(style, text, { validateStream: false }) : text);
}
