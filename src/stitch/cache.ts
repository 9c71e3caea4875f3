import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashOf } from '../core/canonical.ts';
import type { Result } from '../core/result.ts';
import type { CuttingRoom } from './cutting-room.ts';

/** A file in the cache, named by the hash of all that it depends on. */
export function cached(room: CuttingRoom, kind: string, depends: unknown, ending: string): string {
  const file = join(room.cacheFolder, kind, `${hashOf(depends)}.${ending}`);
  room.asked.add(file);
  return file;
}

/** Whether a file is there, and as many bytes long as it should be. */
export const exists = (file: string, bytes?: number): Promise<boolean> =>
  stat(file).then(
    ({ size }) => size === (bytes ?? size),
    () => false,
  );

/**
 * Makes a file on the table and moves it into the cache only when it is whole and on disk: what has a name
 * there is right, whatever happened. Two that make the same at once don't meet.
 */
export async function makeFile<E>(
  room: CuttingRoom,
  file: string,
  make: (draft: string) => Promise<Result<void, E>>,
): Promise<Result<void, E>> {
  const draft = join(tableOf(room), randomUUID());
  await mkdir(dirname(file), { recursive: true });
  try {
    const made = await make(draft);
    if (made.ok) await settle(draft, file);
    return made;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Where this stage has its half-made files, alone. */
export const tableOf = (room: CuttingRoom): string => join(room.workFolder, 'stitch');

/** Empty at first, whatever a killed process left there, and gone afterwards. */
export async function onCleanTable<T>(room: CuttingRoom, work: () => Promise<T>): Promise<T> {
  const clear = (): Promise<void> => rm(tableOf(room), { recursive: true, force: true });
  await clear();
  await mkdir(tableOf(room), { recursive: true });
  try {
    return await work();
  } finally {
    await clear();
  }
}

/** Flushes a file to the disk before it takes another's name: a power cut leaves the old or the new one. */
export async function settle(from: string, to: string): Promise<void> {
  const handle = await open(from, 'r+');
  await handle.sync().finally(() => handle.close());
  await rename(from, to);
}
