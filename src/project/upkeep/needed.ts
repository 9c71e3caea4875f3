import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Store } from '../../store/store.ts';
import { asLastRun } from '../film/choices.ts';
import { type FilmRequest, loadFilm, planFilm } from '../film/film.ts';
import type { World } from '../machine/world.ts';
import { saysStoryboard } from '../naming/almost-storyboard.ts';
import { filmName, isCalledStoryboard } from '../naming/locate.ts';

/** What the storyboards of a folder need of its store. */
export interface Needed {
  /** Fingerprints of the jobs that their plans have, as they are written and as they were run last. */
  readonly fingerprints: ReadonlySet<string>;
  /** Films whose storyboard can't be planned: all that was made for them may be needed. */
  readonly unplanned: ReadonlySet<string>;
}

/** `films`: names of those that something was made for. Films whose storyboard is gone need nothing. */
export async function neededBy(films: readonly string[], store: Store, world: World): Promise<Needed> {
  const folder = dirname(store.folder);
  const names = (await readdir(folder)).filter((name) => films.includes(filmName(name)));
  const fingerprints = new Set<string>();
  const unplanned = new Set<string>();
  for (const name of names) {
    if (!isCalledStoryboard(name) && !(await saysStoryboard(folder, name))) continue;
    const film = filmName(name);
    const storyboard = relative(world.cwd, join(folder, name));
    const written: FilmRequest = { storyboard };
    const last = (await asLastRun(world, written)).request;
    for (const request of [written, last, { ...last, draft: !last.draft }]) {
      const needed = await plannedBy(film, request, store, world);
      if (needed === undefined && request === last) unplanned.add(film);
      for (const fingerprint of needed ?? []) fingerprints.add(fingerprint);
    }
  }
  return { fingerprints, unplanned };
}

async function plannedBy(
  film: string,
  request: FilmRequest,
  store: Store,
  world: World,
): Promise<readonly string[] | undefined> {
  const loaded = await loadFilm(world, request);
  if (!loaded.ok) return undefined;
  const plan = planFilm(loaded.value, store.holdings(film), request);
  return plan.ok ? plan.value.jobs.map(({ fingerprint }) => fingerprint) : undefined;
}
