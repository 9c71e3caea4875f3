import { createHash } from 'node:crypto';
import { constants, createReadStream, statSync } from 'node:fs';
import { lstat, mkdir, open, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { AppendFile, Files } from './files.ts';
import { takeLock } from './lock.ts';

/** The files of this machine. */
export const nodeFiles: Files = {
  read: (path) => readFile(path).catch(undefinedIfMissing),
  append: (path) => appendTo(path, 'a'),
  create: (path) => appendTo(path, 'ax'),
  async names(folder) {
    const entries = (await readdir(folder, { withFileTypes: true }).catch(undefinedIfMissing)) ?? [];
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  },
  size: (path) => statSync(path, { throwIfNoEntry: false })?.size,
  async stamp(path) {
    const facts = await stat(path, { bigint: true }).catch(undefinedIfMissing);
    return facts && `${facts.dev} ${facts.ino} ${facts.size} ${facts.mtimeNs} ${facts.ctimeNs}`;
  },
  async hash(path) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return hash.digest('hex');
  },
  linkIn,
  async makeFolder(path) {
    await mkdir(path, { recursive: true });
  },
  async emptyFolder(path) {
    const names = await readdir(path);
    await Promise.all(names.map((name) => rm(join(path, name), { recursive: true, force: true })));
  },
  sync,
  rename,
  async replace(path, content) {
    await writeFile(`${path}.new`, content);
    await rename(`${path}.new`, path);
  },
  overwrite,
  remove: (path) => rm(path, { force: true }),
  async free(folder) {
    // A file system that can't tell must not stop a run.
    const space = await statfs(folder).catch(() => undefined);
    return space ? space.bavail * space.bsize : Number.POSITIVE_INFINITY;
  },
  lock: takeLock,
};

async function linkIn(folder: string): Promise<string | undefined> {
  const facts = await lstat(folder).catch(undefinedIfMissing);
  if (facts === undefined || facts.isFile()) return undefined;
  if (facts.isSymbolicLink()) return folder;
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  const within = await Promise.all(folders.map((path) => readdir(path, { withFileTypes: true })));
  const link = [...entries, ...within.flat()].find((entry) => entry.isSymbolicLink());
  return link && join(link.parentPath, link.name);
}

async function appendTo(path: string, flags: 'a' | 'ax'): Promise<AppendFile> {
  const file = await open(path, flags);
  try {
    await sync(dirname(path));
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    append: (text) => file.appendFile(text),
    sync: () => file.datasync(),
    cut: (length) => file.truncate(length),
    close: () => file.close(),
  };
}

async function overwrite(path: string, text: string): Promise<void> {
  const { O_WRONLY, O_CREAT, O_NOFOLLOW = 0 } = constants;
  const file = await open(path, O_WRONLY | O_CREAT | O_NOFOLLOW);
  try {
    await file.write(text, 0);
  } finally {
    await file.close();
  }
}

async function sync(path: string): Promise<void> {
  const facts = await stat(path);
  // Windows can't open a folder; NTFS journals names itself.
  if (facts.isDirectory() && platform() === 'win32') return;
  const file = await open(path, facts.isDirectory() ? 'r' : 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
