import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsync,
  lstatSync,
  openSync,
  read as readPiece,
  statfsSync,
  writeSync,
} from 'node:fs';
import { open, readdir, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { makeFolder } from '../core/make-folder.ts';
import { moveFile } from '../core/move-file.ts';
import { readBounded } from '../core/read-bounded.ts';
import type { AppendFile, Files, RewrittenFile } from './files.ts';
import { takeLock } from './lock.ts';
import { strangerIn } from './stranger.ts';

const { O_RDONLY, O_RDWR, O_WRONLY, O_APPEND, O_CREAT, O_EXCL } = constants;
/** Members are checked before; what takes their place meanwhile is not followed. Windows has no such flag. */
const noLink = constants.O_NOFOLLOW ?? 0;

/** The files of this machine. */
export const nodeFiles: Files = {
  read: (path) => read(path).catch(undefinedIfMissing),
  append: (path) => appendTo(path, 0),
  create: (path) => appendTo(path, O_EXCL),
  async names(folder) {
    const entries = (await readdir(folder, { withFileTypes: true }).catch(undefinedIfMissing)) ?? [];
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  },
  size(path) {
    const facts = lstatSync(path, { throwIfNoEntry: false });
    return facts?.isFile() ? facts.size : undefined;
  },
  async stamp(path) {
    const facts = await stat(path, { bigint: true }).catch(undefinedIfMissing);
    return facts && `${facts.dev} ${facts.ino} ${facts.size} ${facts.mtimeNs} ${facts.ctimeNs}`;
  },
  hash,
  strangerIn,
  makeFolder,
  async emptyFolder(path) {
    const names = await readdir(path);
    await Promise.all(names.map((name) => rm(join(path, name), { recursive: true, force: true })));
  },
  sync,
  rename: moveFile,
  async replace(path, content) {
    // What a crash left, or somebody put there, is not written through.
    await rm(`${path}.new`, { force: true });
    await writeFile(`${path}.new`, content, { flag: 'wx' });
    await rename(`${path}.new`, path);
  },
  rewrite,
  async remove(path) {
    // Mostly it was renamed.
    if (lstatSync(path, { throwIfNoEntry: false })) await unlink(path).catch(undefinedIfMissing);
  },
  async free(folder) {
    // A file system that can't tell must not stop a run.
    try {
      const { bavail, bsize } = statfsSync(folder);
      return bavail * bsize;
    } catch {
      return Number.POSITIVE_INFINITY;
    }
  },
  lock: takeLock,
};

/** A journal may be large, so there is no bound. */
async function read(path: string): Promise<Uint8Array> {
  const file = await readBounded(path, Number.POSITIVE_INFINITY, { follow: false });
  if (!file.ok) throw new Error(`${path} is not a file`);
  return file.value;
}

/** Piece by piece. */
async function hash(path: string): Promise<string> {
  const hash = createHash('sha256');
  const piece = spare.pop() ?? Buffer.allocUnsafeSlow(256 * 1024);
  try {
    await withFile(path, O_RDONLY, async (file) => {
      const { size } = fstatSync(file);
      for (let read = 0; read === 0 || read !== size; ) {
        const { bytesRead } = await reading(file, piece, 0, piece.length, null);
        if (bytesRead === 0) return;
        hash.update(piece.subarray(0, bytesRead));
        read += bytesRead;
      }
    });
    return hash.digest('hex');
  } finally {
    if (spare.length < mostSpare) spare.push(piece);
  }
}

/** Memory for pieces of files, to be used again: new memory takes longer than a small file. */
const spare: Buffer[] = [];
const mostSpare = 8;

const [reading, syncing] = [promisify(readPiece), promisify(fsync)];

/** Opening and closing wait for no disk, so they are not worth another thread. */
async function withFile(path: string, flags: number, work: (file: number) => Promise<void>): Promise<void> {
  const file = openSync(path, flags | noLink);
  try {
    await work(file);
  } finally {
    closeSync(file);
  }
}

async function appendTo(path: string, more: number): Promise<AppendFile> {
  const file = await open(path, O_WRONLY | O_APPEND | O_CREAT | noLink | more);
  try {
    await sync(dirname(path));
  } catch (error) {
    await file.close();
    throw error;
  }
  let before = fstatSync(file.fd).size;
  return {
    async append(text) {
      before = fstatSync(file.fd).size;
      writeNow(file.fd, text);
    },
    sync: () => file.datasync(),
    cut: (length) => file.truncate(length),
    async takeBack() {
      await file.truncate(before);
      await file.sync();
    },
    close: () => file.close(),
  };
}

/** A few lines are in the system's memory sooner than in another thread. */
function writeNow(file: number, text: string, position: number | null = null): void {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; ) {
    const at = position === null ? null : position + from;
    from += writeSync(file, bytes, from, bytes.length - from, at);
  }
}

async function rewrite(path: string): Promise<RewrittenFile> {
  const file = await open(path, O_WRONLY | O_CREAT | noLink);
  return {
    write: async (text) => writeNow(file.fd, text, 0),
    sync: () => file.datasync(),
    close: () => file.close(),
  };
}

async function sync(path: string): Promise<void> {
  const isWindows = platform() === 'win32';
  // Windows can't open a folder; NTFS journals names itself.
  if (isWindows && (await stat(path)).isDirectory()) return;
  await withFile(path, isWindows ? O_RDWR : O_RDONLY, syncing);
}

function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
