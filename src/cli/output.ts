import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { styleText } from 'node:util';
import type { Diagnostic } from '../core/diagnostic.ts';
import { maskKeys } from '../core/mask-keys.ts';
import { packageRoot } from '../core/package-files.ts';
import { diagnosticsText } from '../report/diagnostic-text.ts';
import type { Paint, Style } from '../report/paint.ts';
import type { Live } from '../report/progress.ts';
import { wrapped } from '../report/wrapped.ts';
import { type AdvisedFilm, asTypedHere, type CommandContext } from './advised.ts';
import { callName } from './call-name.ts';
import { liveRegion } from './live-region.ts';
import { addressVariables, rehearsedService } from './rehearsed-by.ts';
import { terminalSize } from './terminal-size.ts';

/**
 * The two streams: results on stdout, everything else on stderr. Neither ever shows a key that somebody put in the
 * wrong place. Commands in texts for people start with the name that starts this program here.
 */
export interface Terminal {
  /** A line on stdout, unchanged. */
  readonly result: (text: string) => void;
  /** A result for people: a line on stdout. */
  readonly report: (text: string) => void;
  /** A line on stderr. */
  readonly tell: (text: string) => void;
  /** On stderr, as it is. */
  readonly write: (text: string) => void;
  /** From now on, these are the last lines on stderr, below all that is told; undefined: none. Gives whether it can. */
  readonly live: (lines: Live | undefined) => boolean;
  readonly diagnostics: (diagnostics: readonly Diagnostic[]) => void;
  /** From now on, commands in texts for people are about this film. */
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
  // A reader that stops early (`| head`) is not an error, and no reason to abandon a run.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  const paintTell = painter(process.stderr);
  const region = liveRegion(process.stderr, maskKeys);
  const result = (text: string): void => {
    region.clear();
    process.stdout.write(`${maskKeys(text)}\n`);
  };
  const completed = (text: string): string =>
    text.includes('`') ? asTypedHere(text, { ...place(config), film }) : text;
  const write = (text: string): void => region.write(maskKeys(wrappedOn(process.stderr, completed(text))));
  const tell = (text: string): void => write(`${text}\n`);
  return {
    result,
    report: (text) => result(wrappedOn(process.stdout, completed(text))),
    tell,
    write,
    live: region.show,
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

/** Prose as a terminal should break it; elsewhere as it is. */
function wrappedOn(stream: NodeJS.WriteStream, text: string): string {
  const size = terminalSize(stream);
  return size === undefined ? text : wrapped(text, size.columns);
}

/** The name that starts this program here, and what a command needs from its environment. */
function place(config: string | undefined): Omit<CommandContext, 'film'> {
  const { PATH = '', STORYCUT_REHEARSAL, STORYCUT_CONFIG } = process.env;
  const main = realpathSync(join(packageRoot, 'dist', 'cli', 'main.js'));
  const name = callName({ cwd: process.cwd(), path: PATH, main });
  if (!STORYCUT_REHEARSAL) return { name, config };
  const service = rehearsedService(STORYCUT_REHEARSAL);
  const own = addressVariables.some((name) => process.env[name]);
  return {
    ...{ name, rehearsal: service ? 'sandbox' : own ? 'own' : 'ended', service },
    config: config ?? (service ? STORYCUT_CONFIG : undefined),
  };
}

/** Colour per stream: none if it is not a terminal; obeys NO_COLOR and FORCE_COLOR. */
function painter(stream: NodeJS.WriteStream): Paint {
  const forced = process.env.FORCE_COLOR;
  const wanted = forced !== undefined ? forced !== '0' : stream.isTTY === true && !process.env.NO_COLOR;
  return (style: Style, text: string) => (wanted ? styleText(style, text, { validateStream: false }) : text);
}
