import { readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { RecordedClip } from '../../store/recorded-clips.ts';
import type { Store } from '../../store/store.ts';
import { allAssets } from '../../storyboard/assets.ts';
import { asLastRun } from '../film/choices.ts';
import { type FilmRequest, loadFilm, planFilm } from '../film/film.ts';
import type { World } from '../machine/world.ts';
import { saysStoryboard } from '../naming/almost-storyboard.ts';
import { filmName, isCalledStoryboard } from '../naming/locate.ts';

/** What the storyboards of a folder need of its store. */
export interface Needed {
  /** Fingerprints of the jobs that their plans have, as they are written and as they were run last. */
  readonly fingerprints: ReadonlySet<string>;
  /** File names of clips that they name as their own footage. */
  readonly named: ReadonlySet<string>;
  /** File names of those that can't be planned. What they need is not known: they may be renamed or copied ones. */
  readonly unplanned: readonly string[];
  /** Films that have other clips, but no storyboard here. */
  readonly lost: LostFilms;
  /** Names of the films whose storyboards are here. */
  readonly found: ReadonlySet<string>;
}

interface LostFilms {
  /** Their names without a storyboard. */
  readonly unfound: readonly string[];
  /** All their names. */
  readonly names: ReadonlySet<string>;
  /** Names of those that are to be forgotten: they are in neither. */
  readonly forgotten: ReadonlySet<string>;
}

interface Kept {
  readonly clips: readonly RecordedClip[];
  /** A storyboard that counts whatever it is called, by its path. */
  readonly named?: string | undefined;
  /** Names of films that need nothing any more. */
  readonly forget: readonly string[];
}

export async function neededBy(store: Store, world: World, { clips, named, forget }: Kept): Promise<Needed> {
  const folder = dirname(store.folder);
  const clipFolder = await realpath(join(store.folder, 'clips')).catch(() => undefined);
  const needed = { fingerprints: new Set<string>(), named: new Set<string>(), unplanned: [] as string[] };
  const found = new Set<string>();
  for (const name of (await readdir(folder)).sort()) {
    const counts = isCalledStoryboard(name) || (named !== undefined && name === basename(named));
    if (!counts && !(await saysStoryboard(folder, name))) continue;
    const film = filmName(name);
    found.add(film);
    const storyboard = relative(world.cwd, join(folder, name));
    const written: FilmRequest = { storyboard };
    const last = (await asLastRun(world, written)).request;
    for (const request of new Set([written, last, { ...last, draft: !last.draft }])) {
      const planned = await plannedBy(film, request, store, world);
      if (planned === undefined && request === last) needed.unplanned.push(name);
      for (const fingerprint of planned?.fingerprints ?? []) needed.fingerprints.add(fingerprint);
      for (const file of planned?.files ?? []) {
        if (dirname(file) === clipFolder) needed.named.add(basename(file));
      }
    }
  }
  const others = clips.filter(
    ({ name, uses }) =>
      !needed.named.has(name) && !uses.some(({ fingerprint }) => needed.fingerprints.has(fingerprint)),
  );
  return { ...needed, found, lost: lostFilms(store, others, { found, forget }) };
}

/** Of the films that these clips were made for. One that is known to have another name now is not lost. */
function lostFilms(
  store: Store,
  clips: readonly RecordedClip[],
  { found, forget }: { readonly found: ReadonlySet<string>; readonly forget: readonly string[] },
): LostFilms {
  const films = new Set(clips.flatMap(({ uses }) => uses.map(({ storyboard }) => storyboard)));
  const isGone = (name: string): boolean => store.knows(name) && !store.isInUse(name);
  const isLost = (name: string): boolean => !found.has(name) && !isGone(name);
  const lost = [...films].map((film) => [...store.namesOf(film)]).filter((of) => of.some(isLost));
  const isForgotten = (names: readonly string[]): boolean =>
    names.some((name) => isLost(name) && forget.includes(name));
  const kept = lost.filter((names) => !isForgotten(names)).flat();
  return {
    unfound: [...new Set(kept.filter(isLost))],
    names: new Set(kept),
    forgotten: new Set(lost.filter(isForgotten).flat().filter(isLost)),
  };
}

interface Planned {
  readonly fingerprints: readonly string[];
  /** Absolute paths of the user's files. */
  readonly files: readonly string[];
}

async function plannedBy(
  film: string,
  request: FilmRequest,
  store: Store,
  world: World,
): Promise<Planned | undefined> {
  const loaded = await loadFilm(world, request);
  if (!loaded.ok) return undefined;
  const plan = planFilm(loaded.value, store.holdings(film), request);
  if (!plan.ok) return undefined;
  return {
    fingerprints: plan.value.jobs.map(({ fingerprint }) => fingerprint),
    files: allAssets(loaded.value.storyboard).map(({ absolute }) => absolute),
  };
}
