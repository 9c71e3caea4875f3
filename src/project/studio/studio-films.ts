import type { Diagnostic } from '../../core/diagnostic.ts';
import { ok, type Result } from '../../core/result.ts';
import type { FilmAtAGlance, FilmsAtAGlance } from '../film/all-films.ts';
import type { QueuedOrder } from '../machine/orders.ts';
import type { StudioAudit } from '../machine/studio.ts';
import type { World } from '../machine/world.ts';
import { filmName } from '../naming/locate.ts';
import { askStudio } from './studio-of.ts';

/** All films of the studio that the config file names. `notices`: why it is not known which of them are being made, if it is not. */
export async function studioFilms(world: World): Promise<Result<FilmsAtAGlance, readonly Diagnostic[]>> {
  return askStudio(world, async (studio, { projects }) => {
    const audit = await studio.audit();
    if (!audit.ok) return audit;
    const orders = await studio.orders(async (all) => ok(await all.list(Object.keys(projects))));
    const { films, accounts, unresolved } = audit.value;
    return ok({
      all: {
        schemaVersion: 1,
        films: withOrder(films, orders.ok ? orders.value : []),
        ...{ accounts, unresolved },
      },
      notices: orders.ok ? [] : [{ ...orders.error, severity: 'warning' as const }],
    });
  });
}

/** With the last order of each, and what was ordered and has not begun. */
function withOrder(films: StudioAudit['films'], orders: readonly QueuedOrder[]): readonly FilmAtAGlance[] {
  const all = new Map<string, FilmAtAGlance>();
  for (const { project, film, ...sums } of films) {
    const name = `${project}/${film}`;
    all.set(name, { film: name, ...sums, order: null });
  }
  // The latest comes last.
  for (const { project, storyboard, state, machine, why, since } of orders) {
    const film = `${project}/${filmName(storyboard)}`;
    const known = all.get(film) ?? { film, committed: 0, attempts: 0, made: 0, inFlight: 0 };
    all.set(film, { ...known, order: { state, machine, why, since } });
  }
  return [...all.values()].sort((a, b) => (a.film < b.film ? -1 : 1));
}
