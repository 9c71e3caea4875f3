import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes git ignore the part of a film's state that can be regenerated. Its clips and its journal can't be, and belong to the
 * film. Written once, so that the user's changes to it stay.
 */
export async function leaveOutOfGit(state: string): Promise<void> {
  const file = join(state, '.gitignore');
  // It usually exists already. If the disk is full or read-only, more important writes report that.
  await writeFile(file, 'animatic/\ncache/\nwork/\nlock\n', { flag: 'wx' }).catch(() => undefined);
}
