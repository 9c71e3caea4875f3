import { openPlan } from '../../project/film/film.ts';
import { missingLettersIn } from '../../project/film/letters.ts';
import { withShortLines } from '../../report/short-lines.ts';
import { count } from '../../report/units.ts';
import { aboutFilm } from '../as-last-run.ts';
import { type Exit, exit } from '../exit.ts';
import type { FilmFlags } from '../flags.ts';
import { filmNamed } from '../name-film.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

interface Flags extends Pick<FilmFlags, 'set' | 'provider' | 'model'> {
  readonly json?: true | undefined;
}

/** Plans the film, too: what its models can't do is also a problem of the storyboard. */
export async function check(output: Terminal, names: readonly string[], flags: Flags): Promise<Exit> {
  const world = quietWorld(output);
  const film = await filmNamed(world.cwd, { verb: 'check', takesOnly: false, names }, flags);
  if (!film.ok) return refuse(output, { why: 'input', diagnostics: [film.error] }, flags.json);
  aboutFilm(output, film.value);
  const opened = await openPlan(world, { ...film.value, lint: true });
  const diagnostics = opened.ok
    ? [
        ...opened.value.film.diagnostics,
        ...opened.value.plan.diagnostics,
        ...(await missingLettersIn(opened.value.film)),
        ...opened.value.film.remarks,
      ]
    : opened.error.diagnostics;
  if (flags.json) {
    output.result(JSON.stringify({ schemaVersion: 1, ok: opened.ok, diagnostics }, withShortLines, 2));
  } else {
    output.diagnostics(diagnostics);
    if (opened.ok) {
      const { located, storyboard } = opened.value.film;
      output.tell(`${located.named}: ${count(storyboard.segments.length, 'segment')}, no errors.`);
    }
  }
  if (opened.ok) return exit.good;
  return opened.error.why === 'input' ? exit.wrongInput : exit.wrongEnvironment;
}
