import { join } from 'node:path';
import type { World } from '../machine/world.ts';
import type { LocatedStoryboard } from './locate.ts';

/** Where a film's journal, clips and cache are, beside the storyboard: its own, and a rehearsal's. */
export const stateFolders = { own: '.storycut', rehearsal: '.storycut-rehearsal' } as const;

// A clip is found by its request: one that a stand-in made must never pass for footage that was paid for.
export const isRehearsal = ({ env }: World): boolean => Boolean(env.STORYCUT_REHEARSAL);

/** The folder for everything that is made from a storyboard; absolute. */
export const stateFolder = (world: World, { folder }: Pick<LocatedStoryboard, 'folder'>): string =>
  join(folder, isRehearsal(world) ? stateFolders.rehearsal : stateFolders.own);
