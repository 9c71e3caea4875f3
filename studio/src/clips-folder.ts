import { opendir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { messageOf } from './database.ts';

/** The folder of clips is not what a studio works with; the text says why. */
export class ClipsUnusable extends Error {}

/** Tells the studio's folder from one where it is not mounted. */
const MARK = 'studio-clips.txt';
const MARK_SAYS = "Clips of a Storycut studio. Machines know the studio's folder by this file.\n";

/**
 * Throws a `ClipsUnusable` if the ledger has clips and this folder has never had any: all of them would be paid for again,
 * though the share is only not mounted.
 */
export async function checkClips(folder: string, database: Database): Promise<void> {
  const [row] = await database.ask<{ made: boolean }>(
    `select exists(select from storycut.attempt where state = 'made') as made`,
    [],
  );
  if (row?.made && !(await isStudios(folder)))
    throw new ClipsUnusable('the ledger has clips, and in this folder there has never been one');
}

/** Makes what is needed in the folder, and marks it as the studio's. Throws a `ClipsUnusable`. */
export async function markClips(folder: string, make: () => Promise<void>): Promise<void> {
  try {
    await make();
    await writeFile(join(folder, MARK), MARK_SAYS, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } catch (error) {
    throw new ClipsUnusable(messageOf(error), { cause: error });
  }
}

/** Whether it is marked, or has a clip. */
async function isStudios(folder: string): Promise<boolean> {
  const entries = await opendir(folder).catch(() => undefined);
  if (entries === undefined) return false;
  for await (const { name } of entries) if (name === MARK || /^[0-9a-f]{64}\./.test(name)) return true;
  return false;
}
