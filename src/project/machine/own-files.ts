import { join } from 'node:path';
import { readAsset } from '../../media/asset.ts';
import { type AssetReader, knownAssets } from '../../media/known-assets.ts';
import { probedOnce } from '../../media/probed-once.ts';
import { userStateFolder } from './user-state.ts';
import type { World } from './world.ts';

/** Reads the user's own files, and remembers what it has read in the user's state folder, never in a project's. */
export function ownFilesOf({ env, tools }: Pick<World, 'env' | 'tools'>): AssetReader {
  const state = userStateFolder(env, process.platform);
  const read = probedOnce((absolute) => readAsset(absolute, tools));
  return knownAssets(state && join(state, 'files'), read);
}
