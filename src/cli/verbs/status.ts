import { openPlan } from '../../project/film.ts';
import { aboutPicks } from '../../project/pick.ts';
import { statusOf } from '../../project/status.ts';
import { statusText } from '../../report/status-text.ts';
import { goingOn } from '../as-last-run.ts';
import { type Exit, exit } from '../exit.ts';
import { type FilmFlags, filmRequest } from '../flags.ts';
import type { Output } from '../output.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

interface Flags extends FilmFlags {
  readonly json?: true | undefined;
}

export async function status(output: Output, named: string | undefined, flags: Flags): Promise<Exit> {
  const world = quietWorld();
  const opened = await openPlan(world, await goingOn(output, world, filmRequest(named, flags)));
  if (!opened.ok) return refuse(output, opened.error, flags.json);
  const { film, plan, holdings, notices } = opened.value;
  output.diagnostics([...notices, ...aboutPicks(plan)]);
  const found = statusOf(film, plan, holdings);
  if (flags.json) output.result(JSON.stringify(found, null, 2));
  else output.report(statusText(found, film.storyboard.title, output.paintResult));
  return exit.good;
}
