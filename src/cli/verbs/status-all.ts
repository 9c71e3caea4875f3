import { filmsHere } from '../../project/film/all-films.ts';
import { studioFilms } from '../../project/studio/studio-films.ts';
import { allFilmsText } from '../../report/all-films-text.ts';
import { type Exit, exit } from '../exit.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

/** All films of the studio, where the config file names one, and otherwise of this folder. */
export async function statusAll(
  output: Terminal,
  flags: { readonly json?: true | undefined },
): Promise<Exit> {
  const world = quietWorld(output);
  const providers = await world.providers();
  if (!providers.ok) {
    return refuse(output, { why: 'environment', diagnostics: providers.error }, flags.json);
  }
  const found = await (providers.value.studio ? studioFilms : filmsHere)(world);
  if (!found.ok) return refuse(output, { why: 'environment', diagnostics: found.error }, flags.json);
  const { all, notices } = found.value;
  output.diagnostics(notices);
  output.result(flags.json ? JSON.stringify(all, null, 2) : allFilmsText(all, output.paintResult));
  return exit.good;
}
