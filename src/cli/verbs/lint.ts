import { openPlan } from '../../project/film/film.ts';
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

/** Only the remarks that a storyboard can switch off: `check` tells everything. */
export async function lint(output: Terminal, names: readonly string[], flags: Flags): Promise<Exit> {
  const world = quietWorld(output);
  const film = await filmNamed(world.cwd, { verb: 'lint', takesOnly: false, names }, flags);
  if (!film.ok) return refuse(output, { why: 'input', diagnostics: [film.error] }, flags.json);
  aboutFilm(output, film.value);
  const opened = await openPlan(world, { ...film.value, lint: true });
  if (!opened.ok) return refuse(output, opened.error, flags.json);
  const spoken = opened.value.plan.diagnostics.filter(({ code }) => code === 'dialogue-long');
  const diagnostics = [...opened.value.film.remarks, ...spoken];
  if (flags.json) {
    output.result(JSON.stringify({ schemaVersion: 1, ok: true, diagnostics }, withShortLines, 2));
    return exit.good;
  }
  output.diagnostics(diagnostics);
  const { located, storyboard } = opened.value.film;
  const [first] = diagnostics;
  const off = first
    ? ` \`lint: { off: [${first.code}] }\` in the storyboard switches off the first kind.`
    : '';
  output.tell(
    `${located.named}: ${count(storyboard.segments.length, 'segment')}, ${first ? count(diagnostics.length, 'remark') : 'no remarks'}.${off}`,
  );
  return exit.good;
}
