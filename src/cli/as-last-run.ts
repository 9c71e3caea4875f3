import { asLastRun } from '../project/choices.ts';
import type { FilmRequest } from '../project/film.ts';
import type { World } from '../project/world.ts';
import { printable } from '../report/printable.ts';
import type { Output } from './output.ts';

/** For verbs that go on with a film: what the command line leaves out is as in the last run, which is said. */
export async function goingOn<R extends FilmRequest>(output: Output, world: World, request: R): Promise<R> {
  const continued = await asLastRun(world, request);
  if (continued.flags !== '') output.tell(`As in the last run: ${printable(continued.flags)}`);
  return continued.request;
}
