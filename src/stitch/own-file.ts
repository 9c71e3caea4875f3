import { copyFile, link, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Asset } from '../core/footage.ts';
import { readAsset } from '../media/asset.ts';
import { tableOf } from './cache.ts';
import type { CuttingRoom } from './cutting-room.ts';

/** The user's file under our own name; undefined if its bytes are no longer those of the plan. */
export async function ownFile(asset: Asset, room: CuttingRoom): Promise<string | undefined> {
  const file = join(tableOf(room), asset.sha256);
  await link(asset.absolute, file)
    .catch(() => symlink(asset.absolute, file))
    .catch(() => copyFile(asset.absolute, file));
  const now = await readAsset(file);
  return now.ok && now.value.sha256 === asset.sha256 ? file : undefined;
}
