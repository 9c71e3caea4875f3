import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Milliseconds after which what lies about in a work folder is of a process that died. */
const OLD = 2 * 86_400_000;

/** Makes the folders of this machine that a store works in, and removes what dead processes left in them long ago. */
export async function makeRoom(folder: string, work: string): Promise<void> {
  for (const one of [join(folder, 'cache'), work]) await mkdir(one, { recursive: true });
  await removeOld(join(folder, 'work'));
}

/** `which`: default: all. */
export async function removeOld(folder: string, which = (_name: string): boolean => true): Promise<void> {
  for (const name of (await readdir(folder)).filter(which)) {
    const path = join(folder, name);
    // Another process may remove it meanwhile.
    const facts = await stat(path).catch(() => undefined);
    if (facts && Date.now() - facts.mtimeMs > OLD) await rm(path, { recursive: true, force: true });
  }
}
