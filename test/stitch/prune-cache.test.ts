import { readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pruneCache } from '../../src/stitch/prune-cache.ts';
import { cuttingRoom, filmOf, type TestRoom } from './room.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await cuttingRoom();
});
afterEach(() => room.remove());

const day = 86_400_000;
const card = (text: string) =>
  ({ kind: 'card', card: { text, background: '#000000', color: '#ffffff' } }) as const;

/** A film of one card, cut in a session of its own. */
async function cutCard(text: string): Promise<void> {
  room.room.asked.clear();
  await room.cut(filmOf([{ footage: card(text), frames: 12 }]));
}

const pieces = async (): Promise<string[]> => {
  const folder = join(room.room.cacheFolder, 'pieces');
  return (await readdir(folder)).map((name) => join(folder, name));
};

/** As if everything in the cache had last been used so long ago. */
async function age(time: number): Promise<void> {
  for (const file of await pieces()) await utimes(file, time / 1000, time / 1000);
}

test('what no cut has asked for in 30 days is deleted, and what one asks for counts as used', async () => {
  const now = Date.now();
  await cutCard('One');
  const old = await pieces();
  await cutCard('Two');
  await age(now - 31 * day);
  const two = [...room.room.asked];
  await pruneCache(room.room, now);
  const left = await pieces();
  // The header of what is encoded, and the card of the second film.
  expect(left.toSorted()).toEqual(two.filter((file) => file.includes('pieces')).toSorted());
  expect(old.some((file) => !left.includes(file))).toBe(true);
  for (const file of left) expect((await stat(file)).mtimeMs).toBeCloseTo(now, -4);
});

test('younger files stay, nothing is looked for twice a day, and a film that was there says nothing', async () => {
  const now = Date.now();
  await cutCard('One');
  const all = (await pieces()).length;
  await age(now - 29 * day);
  room.room.asked.clear();
  room.room.asked.add('another');
  await pruneCache(room.room, now);
  expect(await pieces()).toHaveLength(all);
  await age(now - 40 * day);
  await pruneCache(room.room, now + day / 2);
  expect(await pieces()).toHaveLength(all);
  room.room.asked.clear();
  await pruneCache(room.room, now + 2 * day);
  expect(await pieces()).toHaveLength(all);
  room.room.asked.add('another');
  await pruneCache(room.room, now + 2 * day);
  expect(await pieces()).toEqual([]);
});
