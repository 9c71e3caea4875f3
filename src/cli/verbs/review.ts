import { resolve } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { say, says } from '../../core/sentence.ts';
import { count } from '../../report/units.ts';
import { openReview } from '../../review/open-review.ts';
import { writePage } from '../../review/packed/write-page.ts';
import { goingOn } from '../as-last-run.ts';
import { type Exit, exit } from '../exit.ts';
import type { FilmFlags } from '../flags.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { filmNamed } from '../name-film.ts';
import type { Terminal } from '../output.ts';
import { progressLine } from '../progress-line.ts';
import { refuse } from '../refuse.ts';
import { seenFrom } from '../seen-from.ts';
import { quietWorld } from '../world.ts';

interface Flags extends FilmFlags {
  readonly port?: number | undefined;
  readonly who?: string | undefined;
  readonly static?: string | undefined;
}

/** Serves a page about a film until it is stopped, or writes it to a folder. */
export async function review(output: Terminal, names: readonly string[], flags: Flags): Promise<Exit> {
  const world = quietWorld(output);
  const named = await filmNamed(world.cwd, { verb: 'review', takesOnly: false, names }, flags);
  if (!named.ok) return refuse(output, { why: 'input', diagnostics: [named.error] });
  const request = await goingOn(output, world, named.value);
  const interrupt = listenForInterrupt(output.tell, 'Closing the page;');
  const who = flags.who ?? process.env.USER ?? process.env.USERNAME;
  if (flags.static !== undefined) {
    const folder = resolve(world.cwd, flags.static);
    const draw = progressLine(output);
    const written = await writePage({
      ...{ world, request, folder, signal: interrupt.signal },
      onFile: (done, of) => draw(`${done} of ${count(of, 'file')}`),
    });
    draw('');
    if (!written.ok) return refuse(output, written.error);
    if (interrupt.signal.aborted) return interrupt.code();
    output.result(seenFrom(world.cwd, written.value));
    return exit.good;
  }
  let link = (): string => '';
  try {
    const opened = await openReview({
      ...{ world, request, port: flags.port, who },
      onOpened: () => output.tell(`It is open. For one more browser: ${link()}`),
    });
    if (!opened.ok) return refuse(output, opened.error);
    link = opened.value.link;
    output.result(link());
    output.tell('Open this link in a browser on this machine. Ctrl-C ends the page; nothing is lost.');
    await new Promise<void>((resolve) => interrupt.signal.addEventListener('abort', () => resolve()));
    await opened.value.close();
    return exit.good;
  } catch (error) {
    const diagnostic = notStarted(error);
    if (!diagnostic) throw error;
    return refuse(output, { why: 'environment', diagnostics: [diagnostic] });
  }
}

/** A port in use, or one that needs rights: problems that the user can fix. */
function notStarted(error: unknown): Diagnostic | undefined {
  if (!(error instanceof Error && 'syscall' in error && error.syscall === 'listen')) return undefined;
  return {
    severity: 'error',
    code: 'review-not-started',
    ...says(
      say`The page can't be served: ${{ cause: error.message }}.`,
      say`Leave out --port to use a free one.`,
    ),
  };
}
