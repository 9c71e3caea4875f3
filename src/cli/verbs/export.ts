import type { FormatName } from '../../handover/format-name.ts';
import { exportFilm } from '../../project/outputs/export.ts';
import { goingOn } from '../as-last-run.ts';
import { type Exit, exit } from '../exit.ts';
import type { FilmFlags } from '../flags.ts';
import { filmNamed } from '../name-film.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { seenFrom } from '../seen-from.ts';
import { quietWorld } from '../world.ts';

interface Flags extends FilmFlags {
  readonly format?: FormatName | undefined;
  readonly output?: string | undefined;
  readonly replace?: boolean | undefined;
}

/** Prints the document, or the name of the file that it was written to. */
export async function exportTo(output: Terminal, names: readonly string[], flags: Flags): Promise<Exit> {
  const world = quietWorld(output);
  const { format, replace } = flags;
  const target = flags.output === '-' ? undefined : flags.output;
  const named = await filmNamed(world.cwd, { verb: 'export', takesOnly: false, names }, flags);
  if (!named.ok) return refuse(output, { why: 'input', diagnostics: [named.error] });
  const film = await goingOn(output, world, named.value);
  const exported = await exportFilm(world, { ...film, format, output: target, replace });
  if (!exported.ok) return refuse(output, exported.error);
  const { text, file, diagnostics } = exported.value;
  output.diagnostics(diagnostics);
  output.result(file === undefined ? text.trimEnd() : seenFrom(world.cwd, file));
  return exit.good;
}
