import { constants, copyFile, link, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Asset } from '../core/footage.ts';
import { err, ok, type Result } from '../core/result.ts';
import { tableOf } from './cache.ts';
import type { CuttingRoom } from './cutting-room.ts';
import { type CutProblems, changed } from './problems.ts';

/** The user's file under our own name; undefined if its bytes are no longer those of the plan. */
export async function ownFile(asset: Asset, room: CuttingRoom): Promise<string | undefined> {
  const file = join(tableOf(room), asset.sha256);
  await putAt(file, asset.absolute);
  if (!(await isSame(asset, room))) return undefined;
  room.used.set(asset.absolute, asset);
  return file;
}

/** Puts a file under another name, unless it has that name already. A hard link changes its stamp: it would be read again. */
async function putAt(file: string, absolute: string): Promise<void> {
  for (const put of [symlink, link]) {
    try {
      return await put(absolute, file);
    } catch (error) {
      if (isThere(error)) return;
    }
  }
  await copyFile(absolute, file, constants.COPYFILE_EXCL);
}

const isThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST';

const isSame = async (asset: Asset, room: CuttingRoom): Promise<boolean> => {
  const now = await room.readAsset(asset.absolute);
  return now.ok && now.value.sha256 === asset.sha256;
};

/**
 * Whether the user's files stayed the same while they were used. If not, what was made of them is deleted, since its names
 * say that it was made of other bytes.
 */
export async function stayedSame(room: CuttingRoom): Promise<Result<void, CutProblems>> {
  const problems: Diagnostic[] = [];
  for (const asset of room.used.values())
    if (!(await isSame(asset, room))) problems.push(changed(asset.path));
  room.used.clear();
  if (problems.length === 0) return ok(undefined);
  await Promise.all([...room.asked].map((file) => rm(file, { force: true })));
  return err(problems);
}
