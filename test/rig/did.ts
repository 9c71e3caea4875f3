import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Said } from './inside.ts';

const run = promisify(execFile);

/** Copies a folder's content with its times: a film is known by those. */
const copy = (from: string, to: string) => run('cp', ['-a', `${from}/.`, to]);

/**
 * Calls a command in a folder; or, where one was called already in a folder that held the same, copies what that left there
 * and returns what it said. Only for what hangs on nothing but the folder.
 */
export async function did(folder: string, args: readonly string[], call: () => Promise<Said>): Promise<Said> {
  const { STORYCUT_TESTS_DID: shared } = process.env;
  if (shared === undefined) return await call();
  const kept = join(shared, await nameOf(folder, args));
  const said = await readFile(join(kept, 'said.json'), 'utf8').catch(() => undefined);
  if (said !== undefined) {
    await copy(join(kept, 'folder'), folder);
    return JSON.parse(said);
  }
  const told = await call();
  const draft = `${kept}.${process.pid}`;
  await mkdir(join(draft, 'folder'), { recursive: true });
  await copy(folder, join(draft, 'folder'));
  await writeFile(join(draft, 'said.json'), JSON.stringify(told));
  // Another worker may have kept the same in the meantime.
  await rename(draft, kept).catch(() => rm(draft, { recursive: true }));
  return told;
}

async function nameOf(folder: string, args: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(args));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1))) {
    const path = pathOf(entry);
    hash.update(`\0${path.slice(folder.length)}\0`);
    if (entry.isFile()) hash.update(await readFile(path));
    if (entry.isSymbolicLink()) hash.update(await readlink(path));
  }
  return hash.digest('hex');
}

const pathOf = ({ parentPath, name }: { parentPath: string; name: string }): string => join(parentPath, name);
