import { readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CuttingRoom } from './cutting-room.ts';

const day = 24 * 60 * 60 * 1000;
/** How long unused files are kept: someone who comes back to a film after a holiday finds all of it. */
const kept = 30 * day;
/**
 * The kinds of files that are identified by their name alone. Films that previews are made from are also identified by their
 * time, and stay.
 */
const kinds = ['pieces', 'sound', 'stills', 'brought', 'judged', 'posters', 'figures'];

/**
 * Deletes files from the cache that no cut has used for 30 days, once a day at most. Call it after a cut, whose own pieces
 * count as just used. `now` in ms since 1970.
 */
export async function pruneCache(room: CuttingRoom, now: number): Promise<void> {
  // A cut that found its film already finished used nothing, which proves nothing.
  if (room.asked.size === 0 || !(await isDue(room, now))) return;
  for (const kind of kinds) {
    const folder = join(room.cacheFolder, kind);
    for (const name of await readdir(folder).catch(() => [])) await look(join(folder, name), room, now);
  }
}

/** Also records that it is done for today. */
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

/**
 * A file's modification time is set to the day of its last use. Access times are not used, since many systems don't keep
 * them.
 */
async function look(file: string, room: CuttingRoom, now: number): Promise<void> {
  const { mtimeMs } = await stat(file);
  if (room.asked.has(file)) await utimes(file, now / 1000, now / 1000);
  else if (now - mtimeMs > kept) await rm(file);
}
