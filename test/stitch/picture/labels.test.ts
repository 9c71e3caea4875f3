import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Size } from '../../../src/core/frames.ts';
import type { Footage, TimelineEntry } from '../../../src/planner/plan.ts';
import type { Film } from '../../../src/stitch/cutting-room.ts';
import { labelOf } from '../../../src/stitch/picture/label-text.ts';
import { zonesOf } from '../../../src/stitch/picture/zones.ts';
import { complaints, counting, cuttingRoom, filmOf, frameHashes, numbers, type TestRoom } from '../room.ts';
import { shotOf, standIn } from './shot.ts';

let room: TestRoom;

beforeEach(async () => {
  room = await cuttingRoom();
});
afterEach(() => room.remove());

const size: Size = { width: 320, height: 180 };
const zone = zonesOf(shotOf(size, { footage: standIn }), size).label;

const standing = (footage: Footage, take?: number): Footage =>
  footage.kind === 'clip' ? { ...footage, standIn: take === undefined ? {} : { take } } : footage;

interface Cut {
  readonly frames: readonly Buffer[];
  readonly copied: number;
  readonly encoded: number;
}

async function cut(film: Film): Promise<Cut> {
  const { file, copied, encoded } = await room.cut(film);
  const raw = await room.ffmpeg('-i', file, '-map', '0:v', '-f', 'rawvideo', '-pix_fmt', 'gray', '-');
  const area = size.width * size.height;
  const frames = Array.from({ length: film.timeline.frames }, (_, i) =>
    raw.stdout.subarray(i * area, (i + 1) * area),
  );
  return { frames, copied, encoded };
}

/** How far two frames are from each other where `within` says, in grey levels. */
function distance(a: Buffer | undefined, b: Buffer | undefined, within: (x: number, y: number) => boolean) {
  let most = 0;
  for (let i = 0; i < size.width * size.height; i++) {
    if (within(i % size.width, Math.floor(i / size.width)))
      most = Math.max(most, Math.abs((a?.[i] ?? 0) - (b?.[i] ?? 0)));
  }
  return most;
}
const onLabel = (x: number, y: number): boolean =>
  x >= zone.x && x < zone.x + zone.width && y >= zone.y && y < zone.y + zone.height;
const nearLabel = (x: number, y: number): boolean =>
  x >= zone.x - 8 && x < zone.x + zone.width + 8 && y >= zone.y - 8 && y < zone.y + zone.height + 8;

const grey = (frames: number, level: string) =>
  room.clip({ frames, size, args: ['-vf', `lutyuv=y=${level}:u=128:v=128`] });
const filmWith = (shots: Parameters<typeof filmOf>[0], labels = true): Film => ({
  ...filmOf(shots, { size, keepSound: false }),
  labels,
});

test('a label changes nothing but its own place', async () => {
  const footage = standing(await room.clip({ frames: 24, size }));
  const bare = await cut(filmWith([{ footage, frames: 24 }], false));
  const labelled = await cut(filmWith([{ footage, frames: 24 }]));
  expect([bare.copied, bare.encoded, labelled.copied, labelled.encoded]).toEqual([1, 0, 0, 1]);
  for (const i of [0, 11, 23]) {
    expect(distance(bare.frames[i], labelled.frames[i], onLabel)).toBeGreaterThan(100);
    expect(distance(bare.frames[i], labelled.frames[i], (x, y) => !nearLabel(x, y))).toBeLessThan(60);
  }
  expect(await numbers(room, room.output, size)).toEqual(counting(0, 24));
});

test('it can be read on white as on black', async () => {
  for (const level of ['235', '16']) {
    const { frames } = await cut(filmWith([{ footage: standing(await grey(6, level)), frames: 6 }]));
    const shown = [...(frames[3] ?? [])].filter((_, i) =>
      onLabel(i % size.width, Math.floor(i / size.width)),
    );
    expect(Math.max(...shown) - Math.min(...shown)).toBeGreaterThan(140);
  }
});

test('the timecode is the film’s: the same frame of footage is another one later in the film', async () => {
  const footage = standing(await grey(12, '90'));
  const { frames } = await cut(
    filmWith([
      { footage, frames: 12, segment: 'same' },
      { footage, frames: 12, segment: 'same' },
    ]),
  );
  const alone = await cut(filmWith([{ footage, frames: 12, segment: 'same' }]));
  expect(distance(frames[5], alone.frames[5], onLabel)).toBeLessThan(40);
  expect(distance(frames[17], frames[5], onLabel)).toBeGreaterThan(100);
  // In every frame it is another one.
  for (let i = 1; i < 24; i++) expect(distance(frames[i], frames[i - 1], onLabel)).toBeGreaterThan(40);
});

test.each<TimelineEntry['transition']>([
  { type: 'dissolve', duration: 1 },
  { type: 'slide-left', duration: 1 },
])(
  'in a transition ($type) the timecode goes on in its place, and the name changes half way',
  async (transition) => {
    const footage = standing(await grey(20, '90'));
    const film = filmWith([
      { footage, frames: 20, overlap: 8, transition, segment: 'one' },
      { footage, frames: 20, segment: 'two' },
    ]);
    const { frames } = await cut(film);
    const whole = async (segment: string) =>
      cut(filmWith([{ footage: standing(await grey(32, '90')), frames: 32, segment }]));
    const [one, two] = [await whole('one'), await whole('two')];
    expect(frames).toHaveLength(32);
    for (const i of [11, 12, 15]) expect(distance(frames[i], one.frames[i], onLabel)).toBeLessThan(60);
    for (const i of [16, 19, 20]) expect(distance(frames[i], two.frames[i], onLabel)).toBeLessThan(60);
    expect(distance(frames[16], one.frames[16], onLabel)).toBeGreaterThan(80);
    expect(await complaints(room, room.output)).toBe('');
  },
);

test('footage beside a stand-in is copied, and never labelled', async () => {
  const footage = await room.clip({ frames: 24, size });
  const drawn = standing(await grey(12, '90'));
  const film = filmWith([
    { footage, frames: 24, overlap: 6, transition: { type: 'dissolve', duration: 0.25 } },
    { footage: drawn, frames: 12 },
    { footage, frames: 24 },
  ]);
  const { copied } = await cut(film);
  expect(copied).toBe(2);
  const shown = await frameHashes(room, room.output);
  const own = await frameHashes(room, room.fileOf(footage));
  expect(shown.slice(0, 18)).toEqual(own.slice(0, 18));
  expect(shown.slice(30)).toEqual(own);
});

test('a clip that is a frame short shows its last frame once more, labelled', async () => {
  const footage = standing(await room.clip({ frames: 23, size }));
  const { frames } = await cut(filmWith([{ footage, frames: 24 }]));
  expect(await numbers(room, room.output, size)).toEqual([...counting(0, 23), 22]);
  expect(distance(frames[23], frames[22], onLabel)).toBeGreaterThan(60);
  expect(room.events.filter(({ type }) => type === 'notice')).toEqual([]);
});

test('one that is much too short is held, told, and labelled all the same', async () => {
  const footage = standing(await room.clip({ frames: 12, size }));
  const { frames } = await cut(filmWith([{ footage, frames: 24 }]));
  expect(distance(frames[23], frames[22], onLabel)).toBeGreaterThan(60);
  expect(room.events).toContainEqual(
    expect.objectContaining({ diagnostic: expect.objectContaining({ code: 'footage-short' }) }),
  );
});

test('renamed, a segment is drawn anew, and no other; a film without labels is not even cut again', async () => {
  const footage = standing(await grey(12, '90'));
  const film = (names: readonly string[], labels: boolean) =>
    filmWith(
      names.map((segment) => ({ footage, frames: 12, segment })),
      labels,
    );
  await cut(film(['one', 'two', 'three'], true));
  await cut(film(['one', 'zwei', 'three'], true));
  expect(room.events).toContainEqual(expect.objectContaining({ type: 'stitch-started', encode: 1 }));
  await cut(film(['one', 'two', 'three'], false));
  await cut(film(['one', 'zwei', 'three'], false));
  expect(room.events.filter(({ type }) => type === 'stitch-started')).toEqual([]);
});

test('of several takes, the one that is shown is named', () => {
  const named = (take?: number, labels = true) =>
    labelOf(shotOf(size, { segment: 'door', footage: standing(standIn, take) }).entry, { labels });
  expect([named(), named(2), named(2, false)]).toEqual(['door', 'door · take 2', undefined]);
  expect(labelOf(shotOf(size).entry, { labels: true })).toBeUndefined();
});
