import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClipsBucket, Diagnostic, Result, StoredClip, StudioCore } from 'storycut/studio';
import { messageOf } from '../database.ts';
import { removeOld } from '../room.ts';
import type { Bucket } from './bucket.ts';
import type { StoreClips } from './store-clips.ts';
import { BucketUnusable } from './trouble.ts';

/** Files that come at the same time. */
const AT_ONCE = 6;
const DAY = 86_400_000;
/** Milliseconds for which a copy is kept that nobody uses. */
const KEPT = 30 * DAY;
/** Of a file that comes. */
const PART = '.part';

interface At {
  readonly place: ClipsBucket;
  /** The state folder on this machine, in which copies of the clips are. */
  readonly folder: string;
  /** Of the store's own. */
  readonly work: string;
}

/** The clips in a bucket: their bytes come to this machine when they are needed, and stay as copies. */
export function bucketClips(
  bucket: Bucket,
  { clipFile, nodeFiles, problems, workQueue }: StudioCore,
  { place, folder, work }: At,
): StoreClips {
  const copies = join(folder, 'clips');
  /** Bytes in the bucket by hash; undefined: it was looked for, and is not there. */
  const known = new Map<string, number | undefined>();
  const coming = new Map<string, Promise<Result<string, Diagnostic>>>();
  const queue = workQueue(AT_ONCE);
  const path: StoreClips['path'] = (hash, extension) => clipFile(copies, hash, extension);

  const isHere = ({ hash, extension, bytes }: StoredClip): boolean =>
    nodeFiles.size(path(hash, extension)) === bytes;

  async function fetched(clip: StoredClip, signal?: AbortSignal): Promise<Result<string, Diagnostic>> {
    const file = path(clip.hash, clip.extension);
    const part = `${file}.${randomBytes(6).toString('hex')}${PART}`;
    const failed = (cause: string, trouble?: BucketUnusable['trouble']): Result<string, Diagnostic> => ({
      ok: false,
      error: problems.clipNotBrought(place, `${clip.hash}.${clip.extension}`, { cause, trouble }),
    });
    try {
      await nodeFiles.makeFolder(copies);
      const isWhole = await bucket.get(clip, part, signal);
      if (isWhole === undefined) return failed('it is no longer there', 'no-clip');
      if (!isWhole) return failed('its bytes are not those of its name', 'wrong-clip');
      await nodeFiles.sync(part);
      await rename(part, file);
      return { ok: true, value: file };
    } catch (error) {
      return failed(messageOf(error), error instanceof BucketUnusable ? error.trouble : undefined);
    } finally {
      await rm(part, { force: true });
    }
  }

  return {
    async prepare() {
      await mkdir(copies, { recursive: true });
      await mkdir(work, { recursive: true });
      await removeOld(copies, (name) => name.endsWith(PART));
    },
    async look(clips) {
      const open = clips.filter(({ hash }) => known.get(hash) === undefined);
      if (open.length === 0) return;
      const sizes = await bucket.sizes(open);
      for (const { hash } of open) known.set(hash, sizes.get(hash));
    },
    has({ hash, bytes }) {
      // To take it for missing would be to pay for it again.
      if (!known.has(hash)) throw new Error(`The clip ${hash} was not looked for.`);
      return known.get(hash) === bytes;
    },
    path,
    temporary: (name) => join(work, name),
    async take(temporary, extension) {
      try {
        await nodeFiles.sync(temporary);
        const hash = await nodeFiles.hash(temporary);
        const bytes = nodeFiles.size(temporary) ?? 0;
        const problem = await bucket.put({ hash, extension, bytes }, temporary);
        if (problem !== undefined) return { ok: false, error: problem };
        known.set(hash, bytes);
        await nodeFiles.makeFolder(copies);
        await rename(temporary, path(hash, extension));
        return { ok: true, value: { clip: hash, extension, bytes } };
      } catch (error) {
        return { ok: false, error: messageOf(error) };
      }
    },
    async bring(clip, signal) {
      const file = path(clip.hash, clip.extension);
      if (isHere(clip)) {
        await touch(file);
        return { ok: true, value: file };
      }
      const begun = coming.get(clip.hash) ?? queue.add(() => fetched(clip, signal));
      coming.set(clip.hash, begun);
      return begun.finally(() => coming.delete(clip.hash));
    },
    isWhole: (clip) => bucket.isWhole(clip).catch(() => false),
    async prune() {
      for (const name of await readdir(copies)) {
        const facts = await stat(join(copies, name)).catch(() => undefined);
        // Only a copy of what is in the bucket for certain.
        const isCopy = facts !== undefined && known.get(name.slice(0, 64)) === facts.size;
        if (isCopy && Date.now() - facts.mtimeMs > KEPT) await rm(join(copies, name), { force: true });
      }
    },
  };
}

/** The time of its last use, to the day. */
async function touch(file: string): Promise<void> {
  const facts = await stat(file).catch(() => undefined);
  const now = Date.now();
  if (facts && now - facts.mtimeMs > DAY) await utimes(file, now / 1000, now / 1000).catch(() => undefined);
}
