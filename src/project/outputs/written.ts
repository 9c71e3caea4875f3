import { createHash } from 'node:crypto';
import { open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { makeFolder } from '../../core/make-folder.ts';
import { textWithin } from '../../core/read-bounded.ts';
import { wasCut } from '../../stitch/record.ts';
import type { LoadedFilm } from '../film/film.ts';

/** Whose outputs: all storyboards of a folder share one list. */
export type Owner = { readonly located: Pick<LoadedFilm['located'], 'folder'> } & Pick<LoadedFilm, 'state'>;

/**
 * Marks of each file that Storycut wrote among the user's own, by its name from the storyboard's folder. Before a file is
 * replaced there are two: of the one that is there, and of the one that comes, so that no crash makes either a stranger.
 */
type Known = Readonly<Record<string, readonly string[]>>;

/** How many files are remembered, the latest last, and more bytes than they take. */
const most = 2000;
const mostBytes = 1 << 20;
/** Bytes at each end of a file that tell whether it was changed. */
const looked = 1 << 16;

const listIn = (state: string): string => join(state, 'outputs.json');

const keyOf = ({ located }: Owner, file: string): string =>
  relative(located.folder, file).split(sep).join('/');

/** Whether Storycut wrote this file for an output of this folder, and nobody changed it since. A copy that somebody put there is theirs. */
export async function isWritten(owner: Owner, file: string): Promise<boolean> {
  const known = await readList(owner.state);
  const marks = known?.[keyOf(owner, file)];
  if (marks !== undefined) return marks.includes(await markOf(file));
  if (await wasCut(file, join(owner.state, 'cache'))) return true;
  // Version 0.1 kept no list: what stands beside its films in an output's place, it had replaced. Elsewhere, a cloned folder has no say.
  const isBeside = dirname(file) === owner.located.folder;
  return known === undefined && isBeside && !isFilm(file) && (await hasCut(owner.state));
}

/** Whether Storycut ever wrote an output in this folder, as far as its store knows: in a fresh clone it did not. */
export const hasEverWritten = async ({ state }: Owner): Promise<boolean> =>
  (await readList(state)) !== undefined || (await hasCut(state));

/** Remembers the file `draft`, which is about to replace `file`. Throws what the disk refuses. */
export async function rememberWritten(owner: Owner, draft: string, file: string): Promise<void> {
  const list = `${listIn(owner.state)}.${process.pid}.tmp`;
  const key = keyOf(owner, file);
  const { [key]: before = [], ...others } = (await readList(owner.state)) ?? {};
  const there = await markOf(file).catch(() => undefined);
  const marks = new Set([await markOf(draft), ...before.filter((mark) => mark === there)]);
  const all = [...Object.entries(others), [key, [...marks]]].slice(-most);
  await makeFolder(owner.state);
  try {
    await rm(list, { force: true });
    await writeFile(list, JSON.stringify(Object.fromEntries(all), null, 1), { flag: 'wx' });
    await rename(list, listIn(owner.state));
  } finally {
    await rm(list, { force: true });
  }
}

/** Undefined: there is none yet. The folder is untrusted: anything but what we write is ignored. */
async function readList(state: string): Promise<Known | undefined> {
  try {
    const text = await textWithin(listIn(state), mostBytes, { follow: false });
    const value: unknown = JSON.parse(text ?? '{}');
    return value !== null && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).filter(isKnown))
      : {};
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : {};
  }
}

const isKnown = (entry: readonly [string, unknown]): entry is [string, string[]] => Array.isArray(entry[1]);

/** Its size and what its two ends hold: any program that changes a film changes these, and copying it changes none. */
async function markOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const ends = Buffer.alloc(Math.min(size, 2 * looked));
    const head = Math.min(size, looked);
    await handle.read(ends, 0, head, 0);
    await handle.read(ends, head, ends.length - head, size - (ends.length - head));
    return `${size} ${createHash('sha256').update(ends).digest('hex')}`;
  } finally {
    await handle.close();
  }
}

const isFilm = (file: string): boolean => /\.(?:mp4|webm)$/i.test(file);

const hasCut = (state: string): Promise<boolean> =>
  readdir(join(state, 'cache', 'films')).then(
    (names) => names.length > 0,
    () => false,
  );
