import { readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CuttingRoom } from './cutting-room.ts';

const day = 24 * 60 * 60 * 1000;
/** How long what no cut has asked for is kept: who comes back to a film after a holiday finds all of it. */
const kept = 30 * day;
/** Kinds of what is known by its name alone. Films that previews are made from are known by their time too, and stay. */
const kinds = ['pieces', 'sound', 'stills'];

/**
 * Deletes from the cache what no cut has asked for in 30 days, once a day at most. To be called after a cut, whose own
 * pieces count as just used. `now` in ms since 1970.
 */
export async function pruneCache(room: CuttingRoom, now: number): Promise<void> {
  // A film that was there already has asked for nothing, which says nothing.
  if (room.asked.size === 0 || !(await isDue(room, now))) return;
  for (const kind of kinds) {
    const folder = join(room.cacheFolder, kind);
    for (const name of await readdir(folder).catch(() => [])) await look(join(folder, name), room, now);
  }
}

/** Notes, too, that it is done for today. */
async function isDue(room: CuttingRoom, now: number): Promise<boolean> {
  const note = join(room.cacheFolder, 'pruned');
  const last = await stat(note).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  if (now - last < day) return false;
  await rm(note, { force: true });
  await writeFile(note, '', { flag: 'wx' });
  await utimes(note, now / 1000, now / 1000);
  return true;
}

/** A file's time is that of its last use, to the day: not its time of access, which many systems don't keep. */
async function look(file: string, room: CuttingRoom, now: number): Promise<void> {
  const { mtimeMs } = await stat(file);
  if (room.asked.has(file)) await utimes(file, now / 1000, now / 1000);
  else if (now - mtimeMs > kept) await rm(file);
}
