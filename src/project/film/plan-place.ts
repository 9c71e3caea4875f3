import { lstat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { readBounded } from '../../core/read-bounded.ts';
import { isSealed } from '../../planner/saved-plan.ts';
import { isCalledStoryboard, type LocatedStoryboard } from '../naming/locate.ts';
import { isAmongState } from '../naming/state-folder.ts';

/** Why a plan must not be saved at an absolute path; undefined: nothing is there, or only an earlier plan. */
export async function whyNotThere(
  path: string,
  { folder }: Pick<LocatedStoryboard, 'folder'>,
  largest: number,
): Promise<string | undefined> {
  if (await isAmongState(folder, dirname(path))) return 'it is in the folder of the clips and the journal';
  if (isCalledStoryboard(basename(path).toLowerCase())) return 'its name is that of a storyboard';
  const facts = await lstat(path).catch(() => undefined);
  if (facts === undefined) return undefined;
  if (facts.isSymbolicLink()) return 'it is a symbolic link';
  if (facts.isDirectory()) return 'it is a folder';
  if (!facts.isFile()) return 'it is not a regular file';
  if (facts.size === 0) return undefined;
  const read = await readBounded(path, largest).catch(() => undefined);
  if (read?.ok && isSealed(read.value.toString('utf8'))) return undefined;
  return 'what is there is not a plan that Storycut saved, or was changed since, and would be lost';
}
