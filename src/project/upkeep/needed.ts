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
  /** File names of those that can't be planned. What they need is not known: they may be renamed or copied ones. */
  readonly unplanned: readonly string[];
}

export async function neededBy(store: Store, world: World): Promise<Needed> {
  const folder = dirname(store.folder);
  const fingerprints = new Set<string>();
  const unplanned: string[] = [];
  for (const name of (await readdir(folder)).sort()) {
    if (!isCalledStoryboard(name) && !(await saysStoryboard(folder, name))) continue;
    const film = filmName(name);
    const storyboard = relative(world.cwd, join(folder, name));
    const written: FilmRequest = { storyboard };
    const last = (await asLastRun(world, written)).request;
    for (const request of [written, last, { ...last, draft: !last.draft }]) {
      const needed = await plannedBy(film, request, store, world);
      if (needed === undefined && request === last) unplanned.push(name);
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
