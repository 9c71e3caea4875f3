import { randomUUID } from 'node:crypto';
import { open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashOf } from '../core/canonical.ts';
import { makeFolder } from '../core/make-folder.ts';
import { moveFile } from '../core/move-file.ts';
import type { Result } from '../core/result.ts';
import type { CuttingRoom } from './cutting-room.ts';

/** A file in the cache, named by the hash of everything that it depends on. */
export function cached(room: CuttingRoom, kind: string, depends: unknown, ending: string): string {
  const file = join(room.cacheFolder, kind, `${hashOf(depends)}.${ending}`);
  room.asked.add(file);
  return file;
}

/** Whether a file exists and has the expected number of bytes. */
export const exists = (file: string, bytes?: number): Promise<boolean> =>
  stat(file).then(
    ({ size }) => size === (bytes ?? size),
    () => false,
  );

/**
 * Makes a file on the table and moves it into the cache only when it is complete and on disk: whatever has a name there
 * is valid. Two makers of the same file don't collide.
 */
export async function makeFile<E>(
  room: CuttingRoom,
  file: string,
  make: (draft: string) => Promise<Result<void, E>>,
): Promise<Result<void, E>> {
  const draft = join(tableOf(room), randomUUID());
  await makeFolder(dirname(file));
  try {
    const made = await make(draft);
    if (made.ok) await settle(draft, file);
    return made;
  } finally {
    await rm(draft, { force: true });
  }
}

/** This stage's own folder for unfinished files. */
export const tableOf = (room: CuttingRoom): string => join(room.workFolder, 'stitch');

/** Emptied first, in case a killed process left something, and deleted afterwards. */
export async function onCleanTable<T>(room: CuttingRoom, work: () => Promise<T>): Promise<T> {
  const clear = (): Promise<void> => rm(tableOf(room), { recursive: true, force: true });
  await clear();
  await makeFolder(tableOf(room));
  try {
    return await work();
  } finally {
    await clear();
  }
}

/** Flushes a file to the disk before it replaces another: a power cut leaves the old or the new one. */
export async function settle(from: string, to: string): Promise<void> {
  const handle = await open(from, 'r+');
  await handle.sync().finally(() => handle.close());
  await moveFile(from, to);
}
