import { randomUUID } from 'node:crypto';
import { copyFile, lstat, readdir, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../core/make-folder.ts';
import { nodeFiles } from '../../store/node-files.ts';

/** Where machines of a studio hand each other files for a while, each under the SHA-256 of its bytes. */
export interface PieceExchange {
  /** Puts a file there, unless it is there. Throws what the disk says. */
  put(file: string, sha256: string): Promise<void>;
  /** Where a file is on this machine; undefined: nowhere, or with other bytes. */
  find(sha256: string): Promise<string | undefined>;
  /** Copies a file from there to this path. False: it is not there, or has other bytes. */
  fetchTo(sha256: string, path: string): Promise<boolean>;
  /** Removes what has not been used for two days. */
  clear(now: number): Promise<void>;
}

const day = 86_400_000;

/** An exchange in a folder that all machines see. */
export function exchangeIn(folder: string): PieceExchange {
  const known = knownHashes();
  const at = (sha256: string): string => join(folder, sha256);
  return {
    async put(file, sha256) {
      const there = await lstat(at(sha256)).catch(() => undefined);
      const now = Date.now();
      if (there?.isFile() && there.size === nodeFiles.size(file)) {
        if (now - there.mtimeMs > day) await utimes(at(sha256), now / 1000, now / 1000);
        return;
      }
      await makeFolder(folder);
      const draft = join(folder, `${randomUUID()}.part`);
      try {
        await copyFile(file, draft);
        await rename(draft, at(sha256));
      } finally {
        await rm(draft, { force: true });
      }
    },
    find: async (sha256) => ((await known.isOf(at(sha256), sha256)) ? at(sha256) : undefined),
    async fetchTo(sha256, path) {
      try {
        await copyFile(at(sha256), path);
        return (await nodeFiles.hash(path)) === sha256;
      } catch {
        return false;
      }
    },
    async clear(now) {
      for (const name of await readdir(folder).catch(() => [])) {
        const facts = await lstat(join(folder, name)).catch(() => undefined);
        if (facts && now - facts.mtimeMs > 2 * day) await rm(join(folder, name), { force: true });
      }
    },
  };
}

/** The hashes of files, each read once for as long as it stays as it is. */
export function knownHashes() {
  const hashes = new Map<string, Promise<string>>();
  const hashAt = async (path: string): Promise<string | undefined> => {
    const stamp = await nodeFiles.stamp(path);
    if (stamp === undefined) return undefined;
    const key = `${path}\n${stamp}`;
    const hash = hashes.get(key) ?? nodeFiles.hash(path);
    hashes.set(key, hash);
    hash.catch(() => hashes.delete(key));
    return hash;
  };
  return {
    of: hashAt,
    /** Whether this is a file, no link, of these bytes. */
    async isOf(path: string, sha256: string): Promise<boolean> {
      if (nodeFiles.size(path) === undefined) return false;
      return (await hashAt(path).catch(() => undefined)) === sha256;
    },
  };
}
