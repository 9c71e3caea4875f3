import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { selectSegments } from '../../planner/select.ts';
import { type Outline, readOutline } from '../../storyboard/outline.ts';
import type { World } from '../machine/world.ts';
import { type LocatedStoryboard, locateStoryboard, storyboardsIn } from './locate.ts';
import { stateFolder } from './state-folder.ts';

/*
 * What can be named on a command line, for completion: found fast and without errors, whatever else is wrong with a film.
 * Nothing is created, no footage is read, nobody is contacted.
 */

export interface NameableFilm {
  readonly located: LocatedStoryboard;
  readonly outline: Outline;
}

/** The film that is named, or the one in the working folder; undefined if none can be read. */
export async function nameableFilm(
  { cwd }: World,
  storyboard: string | undefined,
): Promise<NameableFilm | undefined> {
  const located = await locateStoryboard(cwd, storyboard);
  const outline = located.ok ? await readOutline(located.value.absolute) : undefined;
  return located.ok && outline ? { located: located.value, outline } : undefined;
}

/** Whether each of these names stands for a segment of the storyboard, by default the one in the folder. */
export async function areSegments(
  cwd: string,
  storyboard: string | undefined,
  names: readonly string[],
): Promise<boolean> {
  const located = await locateStoryboard(cwd, storyboard);
  const outline = located.ok ? await readOutline(located.value.absolute) : undefined;
  const scenes = (outline?.scenes ?? []).map(({ id, segments }) => ({
    id,
    segments: segments.map((one) => one.id),
  }));
  return selectSegments(names, { segments: scenes.flatMap(({ segments }) => segments), scenes }).ok;
}

/** The takes of a segment: those that the storyboard asks for, and others that were made. */
export async function nameableTakes(
  world: World,
  { located, outline }: NameableFilm,
  segment: string,
): Promise<readonly number[]> {
  const found = outline.scenes.flatMap(({ segments }) => segments).find(({ id }) => id === segment);
  if (found === undefined) return [];
  const takes = Array.from({ length: found.takes }, (_, n) => n + 1);
  const { storeAt } = await import('../machine/store-at.ts');
  const store = await storeAt(world, stateFolder(world, located), { readOnly: true });
  if (!store.ok) return takes;
  const holdings = store.value.holdings(located.name);
  await store.value.close();
  for (let take = found.takes + 1; holdings.lastRequest(segment, take, 1) !== undefined; take++)
    takes.push(take);
  return takes;
}

/** How many folders are examined. */
const mostFolders = 200;

/** Storyboards in the working folder, and folders there that contain one. */
export async function nameableStoryboards({ cwd }: World): Promise<readonly string[]> {
  const entries = await readdir(cwd, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).slice(0, mostFolders);
  const held = await Promise.all(folders.map(({ name }) => storyboardsIn(join(cwd, name))));
  const holding = folders.filter((_, i) => (held[i] ?? []).length > 0).map(({ name }) => `${name}/`);
  return [...(await storyboardsIn(cwd)), ...holding.sort()];
}
