import { realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { World } from '../machine/world.ts';
import type { LocatedStoryboard } from './locate.ts';

/** Where a film's journal, clips and cache are, beside the storyboard: its own, and a rehearsal's. */
export const stateFolders = { own: '.storycut', rehearsal: '.storycut-rehearsal' } as const;

// A clip is found by its request: one that a stand-in made must never pass for footage that was paid for.
export const isRehearsal = ({ env }: World): boolean => Boolean(env.STORYCUT_REHEARSAL);

/** The folder for everything that is made from a storyboard; absolute. */
export const stateFolder = (world: World, { folder }: Pick<LocatedStoryboard, 'folder'>): string =>
  join(folder, isRehearsal(world) ? stateFolders.rehearsal : stateFolders.own);

/** Whether the way from a film's folder to another, existing or not, goes into a state folder, through whatever links. */
export async function isAmongState(film: string, folder: string): Promise<boolean> {
  const way = relative(await realFolder(film), await realFolder(folder))
    .toLowerCase()
    .split(sep);
  return Object.values(stateFolders).some((name) => way.includes(name));
}

/** A folder with links resolved as far as it exists. */
async function realFolder(folder: string): Promise<string> {
  const real = await realpath(folder).catch(() => undefined);
  if (real !== undefined || dirname(folder) === folder) return real ?? folder;
  return resolve(await realFolder(dirname(folder)), relative(dirname(folder), folder));
}
