import { writeFile } from 'node:fs/promises';
import { textWithin } from '../../core/read-bounded.ts';
import { ok } from '../../core/result.ts';
import { cached, makeFile } from '../cache.ts';
import type { CuttingRoom } from '../cutting-room.ts';

/** Numbers that take long to compute, from the cache if possible. */
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

/** Far more than the numbers of one film need. */
const mostBytes = 1 << 24;

/** Undefined if missing or damaged. */
export async function recallNumbers(
  room: CuttingRoom,
  depends: unknown,
): Promise<readonly number[] | undefined> {
  try {
    const text = await textWithin(fileOf(room, depends), mostBytes, { follow: false });
    const read: unknown = JSON.parse(text ?? '');
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
