import { loadFilm } from '../../project/film.ts';
import { count } from '../../report/units.ts';
import { type Exit, exit } from '../exit.ts';
import { type FilmFlags, filmRequest } from '../flags.ts';
import type { Output } from '../output.ts';
import { quietWorld } from '../world.ts';

interface Flags extends Pick<FilmFlags, 'set'> {
  readonly json?: true | undefined;
}

export async function check(output: Output, named: string | undefined, flags: Flags): Promise<Exit> {
  const film = await loadFilm(quietWorld(), filmRequest(named, flags));
  const diagnostics = film.ok ? film.value.diagnostics : film.error;
  if (flags.json) {
    output.result(JSON.stringify({ schemaVersion: 1, ok: film.ok, diagnostics }, null, 2));
  } else {
    output.diagnostics(diagnostics);
    if (film.ok) {
      const { located, storyboard } = film.value;
      output.tell(`${located.named}: ${count(storyboard.segments.length, 'segment')}, no errors.`);
    }
  }
  return film.ok ? exit.good : exit.wrongInput;
}
