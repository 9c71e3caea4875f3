import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Footage } from '../../../src/planner/plan.ts';
import { renderAhead } from '../../../src/stitch/render-ahead.ts';
import { stitch } from '../../../src/stitch/stitch.ts';
import { filmOf as anyFilmOf, cuttingRoom, type TestRoom } from '../room.ts';

type Shown = Parameters<typeof anyFilmOf>[0][number];

/** Pictures are copied, and few: it is the sound that takes long. */
const small = { fps: 6, size: { width: 64, height: 64 } };
const filmOf = (shots: readonly Shown[]) => anyFilmOf(shots, small);

let room: TestRoom;
beforeEach(async () => {
  room = await cuttingRoom();
});
afterEach(() => room.remove());

const late: Footage = { kind: 'clip', job: 'late', fingerprint: 'f00' };
const without = (shots: readonly Shown[], at: number): Shown[] =>
  shots.map((shot, i) => (i === at ? { ...shot, footage: late } : shot));

/** Encoded reels in the cache. */
async function reels(): Promise<readonly string[]> {
  const names = await readdir(join(room.folder, 'cache/sound')).catch(() => []);
  return names.filter((name) => name.endsWith('.m4a'));
}

/** Of four clips of 16 2/3 s, the first two fill the first reel and begin the second, which the others fill. */
async function shots(): Promise<Shown[]> {
  const shots: Shown[] = [];
  for (const tone of [300, 500, 700, 900]) {
    shots.push({ footage: await room.clip({ frames: 100, ...small, tone }), frames: 100 });
  }
  return shots;
}

test('reels of which all is there are encoded ahead, and are those of the film', async () => {
  const film = await shots();
  await renderAhead({ ...room.room, film: filmOf(without(film, 3)) });
  const ahead = await reels();
  expect(ahead).toHaveLength(1);
  const { file } = await room.cut(filmOf(film));
  const all = await reels();
  expect(all).toHaveLength(3);
  expect(all).toEqual(expect.arrayContaining([...ahead]));

  const output = join(room.folder, 'at-once.mp4');
  const atOnce = { ...room.room, cacheFolder: join(room.folder, 'other-cache'), film: filmOf(film) };
  expect((await stitch(atOnce, output, { partial: false })).ok).toBe(true);
  expect((await readFile(output)).equals(await readFile(file))).toBe(true);
});

test('a clip that came in has only the reels encoded in which it is heard', async () => {
  const film = await shots();
  const [first] = film;
  const hash = first?.footage.kind === 'clip' ? (first.footage.clip ?? '') : '';
  await renderAhead({ ...room.room, film: filmOf(film) }, new Set());
  expect(await reels()).toHaveLength(0);
  await renderAhead({ ...room.room, film: filmOf(film) }, new Set([hash]));
  expect(await reels()).toHaveLength(1);
});

test('none is encoded ahead of a film that is brought to a loudness', async () => {
  const film = await shots();
  const sound = { keep: true, loudness: -16 };
  await renderAhead({ ...room.room, film: { ...filmOf(without(film, 3)), sound } });
  expect(await reels()).toHaveLength(0);
});
