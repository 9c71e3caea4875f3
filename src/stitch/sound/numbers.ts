import { readFile, writeFile } from 'node:fs/promises';
import { ok } from '../../core/result.ts';
import { cached, makeFile } from '../cache.ts';
import type { CuttingRoom } from '../cutting-room.ts';

/** Numbers that take long to compute, from the cache if they were computed before. */
export async function numbersOf(
  room: CuttingRoom,
  depends: unknown,
  find: () => Promise<readonly number[]>,
): Promise<readonly number[]> {
  const before = await recallNumbers(room, depends);
  if (before) return before;
  const found = await find();
  await rememberNumbers(room, depends, found);
  return found;
}

/** Undefined: not there, or damaged. */
export async function recallNumbers(
  room: CuttingRoom,
  depends: unknown,
): Promise<readonly number[] | undefined> {
  try {
    const read: unknown = JSON.parse(await readFile(fileOf(room, depends), 'utf8'));
    return Array.isArray(read) && read.every((item) => typeof item === 'number') ? read : undefined;
  } catch {
    return undefined;
  }
}

export async function rememberNumbers(
  room: CuttingRoom,
  depends: unknown,
  numbers: readonly number[],
): Promise<void> {
  await makeFile(room, fileOf(room, depends), async (draft) =>
    ok(await writeFile(draft, JSON.stringify(numbers))),
  );
}

const fileOf = (room: CuttingRoom, depends: unknown): string => cached(room, 'sound', depends, 'json');
