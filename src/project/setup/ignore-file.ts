import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Has git leave out of a film's state what can be made again: its clips and its journal can't, and belong to the film.
 * Written once, so that what the user makes of it stays.
 */
export async function leaveOutOfGit(state: string): Promise<void> {
  const file = join(state, '.gitignore');
  // It is there already, mostly. A disk that refuses it has worse to refuse, and says so.
  await writeFile(file, 'animatic/\ncache/\nwork/\nlock\n', { flag: 'wx' }).catch(() => undefined);
}
