import { readFile, writeFile } from 'node:fs/promises';
import { ok } from '../../core/result.ts';
import { cached, makeFile } from '../cache.ts';
import type { CuttingRoom } from '../cutting-room.ts';

/** Numbers that take long to find, from the cache where they were found before. */
export async function numbersOf(
  room: CuttingRoom,
  depends: unknown,
  find: () => Promise<readonly number[]>,
): Promise<readonly number[]> {
  const file = cached(room, 'sound', depends, 'json');
  const before = await readNumbers(file);
  if (before) return before;
  const found = await find();
  await makeFile(room, file, async (draft) => ok(await writeFile(draft, JSON.stringify(found))));
  return found;
}

/** Undefined: not there, or damaged. */
async function readNumbers(file: string): Promise<readonly number[] | undefined> {
  try {
    const read: unknown = JSON.parse(await readFile(file, 'utf8'));
    return Array.isArray(read) && read.every((item) => typeof item === 'number') ? read : undefined;
  } catch {
    return undefined;
  }
}
