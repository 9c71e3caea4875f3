import { relative } from 'node:path';
import type { FormatName } from '../../handover/format-name.ts';
import { exportFilm } from '../../project/export.ts';
import { goingOn } from '../as-last-run.ts';
import { type Exit, exit } from '../exit.ts';
import { type FilmFlags, filmRequest } from '../flags.ts';
import type { Output } from '../output.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

interface Flags extends FilmFlags {
  readonly format?: FormatName | undefined;
  readonly output?: string | undefined;
}

/** Prints the document, or the name of the file that it was written to. */
export async function exportTo(output: Output, named: string | undefined, flags: Flags): Promise<Exit> {
  const world = quietWorld();
  const { format, output: target } = flags;
  const film = await goingOn(output, world, filmRequest(named, flags));
  const exported = await exportFilm(world, { ...film, format, output: target });
  if (!exported.ok) return refuse(output, exported.error);
  const { text, file, diagnostics } = exported.value;
  output.diagnostics(diagnostics);
  output.result(file === undefined ? text.trimEnd() : relative(world.cwd, file));
  return exit.good;
}
