import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { sha256 } from '../../core/canonical.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { committedOf } from '../../core/holdings.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Plan } from '../../planner/plan.ts';
import { type FilmRequest, type LoadedFilm, overridesOf } from '../film/film.ts';
import type { FilmOrder } from '../machine/orders.ts';
import { studioProjectAt } from '../machine/store-at.ts';
import { ofNoStudio } from '../machine/studio-problems.ts';
import type { World } from '../machine/world.ts';

/** What is handed to a studio for a film as it is planned. */
export async function orderFor(
  world: World,
  { located, state }: LoadedFilm,
  { cost }: Plan,
  request: FilmRequest,
): Promise<Result<FilmOrder, Diagnostic>> {
  const project = await studioProjectAt(world, state);
  if (project === undefined) return err(ofNoStudio(located.folder));
  const { vars, provider, model } = overridesOf(request);
  return ok({
    project: project.name,
    storyboard: basename(located.absolute),
    sha256: sha256(await readFile(located.absolute)),
    overrides: {
      vars,
      ...(provider !== undefined && { provider }),
      ...(model !== undefined && { model }),
    },
    ...(request.draft && { draft: true }),
    upTo: committedOf(cost) + cost.needed,
  });
}
