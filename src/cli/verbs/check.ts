import { openPlan } from '../../project/film.ts';
import { count } from '../../report/units.ts';
import { type Exit, exit } from '../exit.ts';
import { type FilmFlags, filmRequest } from '../flags.ts';
import type { Output } from '../output.ts';
import { quietWorld } from '../world.ts';

interface Flags extends Pick<FilmFlags, 'set'> {
  readonly json?: true | undefined;
}

/** Plans the film as well: what its models can't do is a problem of the storyboard, too. */
export async function check(output: Output, named: string | undefined, flags: Flags): Promise<Exit> {
  const opened = await openPlan(quietWorld(), filmRequest(named, flags));
  const diagnostics = opened.ok
    ? [...opened.value.film.diagnostics, ...opened.value.plan.diagnostics]
    : opened.error.diagnostics;
  if (flags.json) {
    output.result(JSON.stringify({ schemaVersion: 1, ok: opened.ok, diagnostics }, null, 2));
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
