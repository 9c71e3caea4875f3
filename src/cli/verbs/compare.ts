import { readdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Comparison, compareFilm, type FilmByModel } from '../../project/film/compare.ts';
import { comparisonText } from '../../report/comparison-text.ts';
import { withShortLines } from '../../report/short-lines.ts';
import { aboutFilm } from '../as-last-run.ts';
import { type Exit, exit } from '../exit.ts';
import type { FilmFlags } from '../flags.ts';
import { filmNamed } from '../name-film.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { terminalSize } from '../terminal-size.ts';
import { quietWorld } from '../world.ts';

interface Flags extends FilmFlags {
  readonly json?: true | undefined;
  /** True: all that are ready. */
  readonly compare: string | true;
}

/** `plan --compare`. */
export async function compare(output: Terminal, names: readonly string[], flags: Flags): Promise<Exit> {
  const world = quietWorld(output);
  const named = await namesIn(world.cwd, names, flags.compare);
  const request = await filmNamed(world.cwd, { verb: 'plan', takesOnly: true, names: named.film }, flags);
  if (!request.ok) return refuse(output, { why: 'input', diagnostics: [request.error] }, flags.json);
  aboutFilm(output, request.value);
  const compared = await compareFilm(world, request.value, named.models);
  if (!compared.ok) return refuse(output, compared.error, flags.json);
  output.diagnostics(compared.value.film.diagnostics);
  if (flags.json) output.result(JSON.stringify(toJson(compared.value), withShortLines, 2));
  else {
    const columns = terminalSize(process.stdout)?.columns;
    output.report(comparisonText(compared.value, output.paintResult, columns));
  }
  return exit.good;
}

/** `--compare film.storyboard.yaml` names a film, and no models; without any name, all that are ready are meant. */
async function namesIn(
  cwd: string,
  film: readonly string[],
  compare: string | true,
): Promise<{ readonly film: readonly string[]; readonly models?: readonly string[] }> {
  if (compare === true) return { film };
  if (film.length === 0 && (await isFilm(resolve(cwd, compare)))) return { film: [compare] };
  const models = compare.split(',').map((name) => name.trim());
  const named = models.filter((name) => name !== '');
  return { film, ...(named.length > 0 && { models: named }) };
}

/** Not each file or folder: one may be called as a provider is. */
async function isFilm(path: string): Promise<boolean> {
  const inside = await readdir(path).catch(() => undefined);
  if (inside !== undefined) return inside.some((name) => /\.storyboard\.ya?ml$/i.test(name));
  return /\.ya?ml$/i.test(path) && (await stat(path).then(Boolean, () => false));
}

/** `plan --compare --json`. US dollars, and seconds. */
function toJson({ film, asWritten, models }: Comparison) {
  return {
    schemaVersion: 1,
    storyboard: film.located.named,
    asWritten: rowOf(asWritten),
    models: models.map(rowOf),
    diagnostics: film.diagnostics,
  };
}

const rowOf = ({ by, ready, takes, diagnostics }: FilmByModel) => ({
  ...(by && { ...by, ready }),
  possible: takes !== undefined,
  cost: takes?.dollars ?? null,
  estimated: takes?.estimated ?? null,
  seconds: takes?.seconds ?? null,
  jobs: takes?.jobs ?? null,
  diagnostics,
});
