import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * Something in the store's folder that Storycut did not put there, and through which it could reach what is outside, or wait
 * for ever: a symbolic link; a pipe, socket or device; a folder in place of a file, or a file in place of a folder; a file
 * that is written in place and has another name elsewhere (a hard link). The path is absolute.
 */
export interface Stranger {
  readonly path: string;
  readonly kind: 'link' | 'special' | 'folder' | 'file' | 'second-name';
}

/** Those that are written in place; all others are replaced as a whole. */
const writtenInPlace = ['journal.jsonl', 'journal.anchor', 'lock', 'outputs.lock'];
const files = [...writtenInPlace, 'outputs.json'];
/** Folders that have only files in them. */
const flat = ['clips', 'receipts'];
const folders = [
  ...['animatic', 'clips', 'receipts', 'work', 'cache', 'studio-spool'],
  ...['films', 'pieces', 'sound', 'stills'].map((kind) => join('cache', kind)),
];

/** The first of them: the folder itself, or anything in it, however deep. Undefined if there is none, or no folder. */
export async function strangerIn(folder: string): Promise<Stranger | undefined> {
  const facts = await lstat(folder).catch(undefinedIfMissing);
  // A file in the folder's place is told by whoever creates the folder.
  if (facts === undefined || facts.isFile()) return undefined;
  const own = kindOf(facts);
  if (own) return { path: folder, kind: own };
  for (const entry of await entriesBelow(folder)) {
    const kind =
      kindOf(entry) ??
      (entry.isDirectory() && flat.includes(basename(entry.parentPath)) ? 'folder' : undefined);
    if (kind) return { path: join(entry.parentPath, entry.name), kind };
  }
  for (const name of folders) {
    const path = join(folder, name);
    if ((await lstat(path).catch(undefinedIfMissing))?.isFile()) return { path, kind: 'file' };
  }
  for (const name of files) {
    const path = join(folder, name);
    const found = await lstat(path).catch(undefinedIfMissing);
    if (found?.isDirectory()) return { path, kind: 'folder' };
    if (found && found.nlink > 1 && writtenInPlace.includes(name)) return { path, kind: 'second-name' };
  }
  return undefined;
}

/** However deep. Another process that has the folder may remove what it worked in meanwhile: that is nobody's. */
async function entriesBelow(folder: string): Promise<readonly Dirent[]> {
  const entries = (await readdir(folder, { withFileTypes: true }).catch(undefinedIfMissing)) ?? [];
  const deeper = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  return [...entries, ...(await Promise.all(deeper.map(entriesBelow))).flat()];
}

interface Entry {
  isSymbolicLink(): boolean;
  isFile(): boolean;
  isDirectory(): boolean;
}

function kindOf(entry: Entry): Stranger['kind'] | undefined {
  if (entry.isSymbolicLink()) return 'link';
  return entry.isFile() || entry.isDirectory() ? undefined : 'special';
}

function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
