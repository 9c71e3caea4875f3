import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashOf } from '../core/canonical.ts';
import type { Result } from '../core/result.ts';
import type { CuttingRoom } from './cutting-room.ts';

/** A file in the cache, named by the hash of all that it depends on. */
export interface Cached {
  readonly file: string;
  /** Where it is made before it is moved to its name. */
  readonly draft: string;
}

export function cached(room: CuttingRoom, kind: string, depends: unknown, ending: string): Cached {
  const name = `${hashOf(depends)}.${ending}`;
  return { file: join(room.cacheFolder, kind, name), draft: join(room.workFolder, `${kind}-${name}`) };
}

export const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    (facts) => facts.isFile(),
    () => false,
  );

/**
 * Makes a file under its draft's name and moves it to its own only when it is whole and on disk: what has a
 * name in the cache is right, whatever happened. Nothing is left of a failure.
 */
export async function makeFile<E>(
  { file, draft }: Cached,
  make: (draft: string) => Promise<Result<void, E>>,
): Promise<Result<void, E>> {
  await Promise.all([mkdir(dirname(file), { recursive: true }), mkdir(dirname(draft), { recursive: true })]);
  try {
    const made = await make(draft);
    if (made.ok) await settle(draft, file);
    return made;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Flushes a file to the disk before it takes another's name: a power cut leaves the old or the new one. */
export async function settle(from: string, to: string): Promise<void> {
  const handle = await open(from, 'r+');
  await handle.sync().finally(() => handle.close());
  await rename(from, to);
}
