import { stitchFilm } from '../../project/run/cut.ts';
import { goingOn } from '../as-last-run.ts';
import type { Exit } from '../exit.ts';
import type { FilmFlags } from '../flags.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { filmNamed } from '../name-film.ts';
import type { Terminal } from '../output.ts';
import { refuseRun } from '../refuse.ts';
import { tellingWorld } from '../telling-world.ts';
import { conclude } from './run.ts';

interface Flags extends FilmFlags {
  readonly partial?: true | undefined;
  readonly preview?: true | undefined;
  readonly output?: string | undefined;
  readonly replace?: boolean | undefined;
  readonly json?: true | undefined;
}

export async function stitch(output: Terminal, names: readonly string[], flags: Flags): Promise<Exit> {
  const interrupt = listenForInterrupt(output.tell);
  const telling = tellingWorld(output, { json: flags.json ?? false });
  const { output: place, partial, preview, replace } = flags;
  const named = await filmNamed(telling.world.cwd, { verb: 'stitch', takesOnly: false, names }, flags);
  if (!named.ok) return refuseRun(output, telling.world, named.error);
  const request = await goingOn(output, telling.world, {
    ...named.value,
    output: place,
    partial,
    preview,
    replace,
  });
  const end = await stitchFilm(telling.world, request, interrupt.signal);
  telling.end();
  return conclude(output, end, interrupt, telling.world, flags.json ?? false);
}
