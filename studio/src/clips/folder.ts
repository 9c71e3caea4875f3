import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreOptions, StudioCore } from 'storycut/studio';
import { messageOf } from '../database.ts';
import { removeOld } from '../room.ts';
import { MARK } from './mark.ts';
import type { Shelf } from './shelf.ts';
import type { StoreClips } from './store-clips.ts';
import { ClipsUnusable } from './unusable-clips.ts';

const away = (error: unknown): never => {
  throw new ClipsUnusable(messageOf(error), { cause: error });
};

/** Some shares have no second names for files. */
async function withoutLinks(error: NodeJS.ErrnoException, draft: string, mark: string): Promise<void> {
  if (error.code === 'EEXIST' || (await stat(mark).catch(() => undefined)))
    throw Object.assign(new Error('it is marked'), { code: 'EEXIST' });
  await rename(draft, mark);
}

/** A folder that all machines see. */
export function folderShelf(folder: string, { clipFile, nodeFiles }: StudioCore): Shelf {
  const mark = join(folder, MARK);
  /** Nothing is created in its place: where a share is not mounted, it would be on this machine alone. */
  const checkFolder = async (): Promise<void> => {
    const facts = await stat(folder).catch(away);
    if (!facts.isDirectory()) throw new ClipsUnusable('it is no folder');
  };
  return {
    async readMark() {
      await checkFolder();
      return readFile(mark, 'utf8').catch((error: NodeJS.ErrnoException) =>
        error.code === 'ENOENT' ? undefined : away(error),
      );
    },
    async writeMark(text, replacing) {
      // Whole or not there: others may read it at any time.
      const draft = `${mark}.${randomBytes(6).toString('hex')}`;
      try {
        await writeFile(draft, text, { flag: 'wx' });
        await nodeFiles.sync(draft);
        if (replacing) await rename(draft, mark);
        else await link(draft, mark).catch((error) => withoutLinks(error, draft, mark));
        await nodeFiles.sync(folder);
        return true;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'EEXIST' ? false : away(error);
      } finally {
        await rm(draft, { force: true }).catch(() => undefined);
      }
    },
    async sizes(clips) {
      await checkFolder();
      return new Map(
        clips.flatMap(({ hash, extension }) => {
          const size = nodeFiles.size(clipFile(folder, hash, extension));
          return size === undefined ? [] : [[hash, size] as const];
        }),
      );
    },
  };
}

/** The clips in such a folder are used where they are. */
export function folderClips(
  folder: string,
  { clipFile, takeClip, nodeFiles }: StudioCore,
  { files = nodeFiles }: Pick<StoreOptions, 'files'>,
): StoreClips {
  const here = new Set<string>();
  const work = join(folder, 'work');
  const path: StoreClips['path'] = (hash, extension) => clipFile(folder, hash, extension);
  return {
    async prepare() {
      try {
        await files.makeFolder(work);
        await removeOld(work);
      } catch (error) {
        away(error);
      }
    },
    // A folder is asked when somebody wants to know.
    look: async () => undefined,
    has({ hash, extension, bytes }) {
      if (here.has(hash)) return true;
      // What is missing may come: another machine's file can be seen a little later.
      const isHere = files.size(path(hash, extension)) === bytes;
      if (isHere) here.add(hash);
      return isHere;
    },
    path,
    // Where it can be renamed into its place.
    temporary: (name) => join(work, name),
    async take(temporary, extension) {
      const taken = await takeClip(files, folder, temporary, extension);
      if (taken.ok) here.add(taken.value.clip);
      return taken;
    },
    bring: async ({ hash, extension }) => ({ ok: true, value: path(hash, extension) }),
    prune: async () => undefined,
    isWhole: async ({ hash, extension }) =>
      (await files.hash(path(hash, extension)).catch(() => undefined)) === hash,
  };
}
