import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Footage, TimelineEntry } from '../../../src/planner/plan.ts';
import type { Film } from '../../../src/stitch/cutting-room.ts';
import { renderAhead } from '../../../src/stitch/render-ahead.ts';
import type { Cut } from '../../../src/stitch/stitch.ts';
import { shownCaption } from '../../rig/words.ts';
import {
  complaints,
  counting,
  cuttingRoom,
  filmOf,
  frameHashes,
  numbers,
  probed,
  type TestRoom,
} from '../room.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await cuttingRoom();
});
afterEach(() => room.remove());

/** A dissolve of so many frames. */
const soft = (overlap: number) =>
  ({ transition: { type: 'dissolve', duration: overlap / 24 }, overlap }) as const;
const card = { kind: 'card', card: { text: 'Fin', background: '#000000', color: '#ffffff' } } as const;

/** Names and times of the pictures that were encoded. */
async function encodings(): Promise<string[]> {
  const folder = join(room.room.cacheFolder, 'pieces');
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.map(async (name) => `${name} ${(await stat(join(folder, name))).mtimeMs}`));
}

const newSince = async (before: readonly string[]): Promise<number> =>
  (await encodings()).filter((one) => !before.includes(one)).length;

test('every frame outside of a dissolve is the one of its clip, bit for bit where it was copied', async () => {
  const first = await room.clip({ frames: 72, tone: 300 });
  const second = await room.clip({ frames: 72, from: 200, tone: 400 });
  const cut = await room.cut(
    filmOf([
      { footage: first, frames: 72, ...soft(12) },
      { footage: second, frames: 72 },
    ]),
  );
  expect(cut).toMatchObject({ frames: 132, copied: 2, encoded: 1 });
  expect(await complaints(room, cut.file)).toBe('');
  const shown = await numbers(room, cut.file);
  expect(shown.slice(0, 60)).toEqual(counting(0, 60));
  expect(shown.slice(72)).toEqual(counting(212, 60));
  const [film, before, after] = await Promise.all(
    [cut.file, room.fileOf(first), room.fileOf(second)].map((file) => frameHashes(room, file)),
  );
  expect(film?.slice(0, 57)).toEqual(before?.slice(0, 57));
  // A bridge leads to the second clip's next keyframe.
  expect(film?.slice(84)).toEqual(after?.slice(24));
  const { streams } = await probed(room, cut.file);
  expect(streams).toMatchObject([
    { nb_read_frames: '132', start_time: '0.000000', duration: '5.500000' },
    { codec_type: 'audio' },
  ]);
});

/** What a film must show at each frame, or nothing where two segments overlap or a card stands. */
function expected(film: Film, firsts: readonly (number | undefined)[]): (number | undefined)[] {
  const { entries, frames } = film.timeline;
  return counting(0, frames).map((at) => {
    const seen = entries.flatMap((entry, i) => {
      const inside = at - entry.start;
      const fades = i === entries.length - 1 && inside >= entry.frames - entry.overlap;
      return inside >= 0 && inside < entry.frames
        ? [{ entry, first: fades ? undefined : firsts[i], inside }]
        : [];
    });
    const [one] = seen;
    if (seen.length !== 1 || one?.first === undefined) return undefined;
    return one.first + one.entry.sourceStart + one.inside;
  });
}

/** Cuts a film and holds all of it against what it is made from. */
async function check(film: Film, firsts: readonly (number | undefined)[]): Promise<Cut> {
  const cut = await room.cut(film);
  const wanted = expected(film, firsts);
  const shown = await numbers(room, cut.file);
  expect(shown).toHaveLength(film.timeline.frames);
  expect(shown.map((number, at) => (wanted[at] === undefined ? undefined : number))).toEqual(wanted);
  expect(await complaints(room, cut.file)).toBe('');
  // Bars that fade into others are never the same twice; nor is one black frame.
  const hashes = await frameHashes(room, cut.file);
  const joined = wanted.flatMap((number, at) => (number === undefined ? [at] : []));
  const still = joined.filter(
    (at) =>
      film.timeline.entries.every(({ footage }) => footage.kind === 'clip') && hashes[at] === hashes[at - 1],
  );
  expect(still).toEqual([]);
  return cut;
}

type Shown = Partial<TimelineEntry> & { readonly footage: Footage; readonly frames: number };

describe('transitions beside', () => {
  test('trims, shorts and each other', async () => {
    const a = await room.clip({ frames: 72 });
    const b = await room.clip({ frames: 72, from: 200 });
    const shots: Shown[] = [
      { footage: a, frames: 30, sourceStart: 31, ...soft(7) },
      { footage: b, frames: 14, sourceStart: 3, ...soft(7) },
      { footage: a, frames: 40, sourceStart: 20, ...soft(1) },
      { footage: b, frames: 3, sourceStart: 24, ...soft(1) },
      { footage: a, frames: 2, ...soft(1) },
      { footage: b, frames: 30, sourceStart: 42 },
    ];
    await check(filmOf(shots), [0, 200, 0, 200, 0, 200]);
  });

  test('cards, and footage of another size and rate', async () => {
    const clip = await room.clip({ frames: 48, tone: 300 });
    const other = await room.clip({ frames: 80, fps: 48, from: 300, size: { width: 320, height: 192 } });
    const shots: Shown[] = [
      { footage: card, frames: 24, ...soft(6) },
      { footage: clip, frames: 48, ...soft(12) },
      { footage: other, frames: 40, ...soft(8) },
      { footage: card, frames: 20 },
    ];
    const cut = await check(filmOf(shots), [undefined, 0, undefined, undefined]);
    expect(cut).toMatchObject({ copied: 1, encoded: 6 });
    // Every other frame is seen of what has twice as many.
    const shown = await numbers(room, cut.file);
    expect(shown.slice(66, 86)).toEqual(counting(0, 20).map((i) => 300 + 2 * (12 + i)));
  });

  test.each([
    ['B-frames', ['-bf', '3', '-x264-params', 'b-adapt=0']],
    ['one keyframe', ['-g', '600']],
    ['open groups', ['-bf', '3', '-x264-params', 'open-gop=1:b-adapt=0']],
  ])('footage with %s', async (_, args) => {
    const a = await room.clip({ frames: 90, args });
    const b = await room.clip({ frames: 90, from: 200, args });
    const shots: Shown[] = [
      { footage: a, frames: 90, ...soft(13) },
      { footage: b, frames: 80, sourceStart: 5, ...soft(10) },
      { footage: a, frames: 71, sourceStart: 2 },
    ];
    await check(filmOf(shots), [0, 200, 0]);
  });

  test('the end of the film', async () => {
    const footage = await room.clip({ frames: 48 });
    const transition = { type: 'fade-to-black', duration: 0.5 } as const;
    const cut = await check(filmOf([{ footage, frames: 48, transition, overlap: 12 }]), [0]);
    expect(cut).toMatchObject({ frames: 48, copied: 1, encoded: 1 });
    expect((await numbers(room, cut.file)).at(-1)).toBe(0);
  });
});

test('a burned caption is in its own shot and in no other', async () => {
  const size = { width: 320, height: 192 };
  const clip = (from: number) => room.clip({ frames: 36, from, size });
  const shots: Shown[] = [
    { footage: await clip(0), frames: 36, words: [shownCaption('Cape Wrath', 36)], ...soft(6) },
    { footage: await clip(100), frames: 36 },
  ];
  const bare = filmOf(shots, { size });
  await room.cut(bare);
  const plain = await frameHashes(room, room.output);
  const cut = await room.cut({ ...bare, burnCaptions: true });
  expect(cut).toMatchObject({ copied: 1, encoded: 2 });
  const shown = await numbers(room, cut.file, size);
  expect([...shown.slice(0, 30), ...shown.slice(36)]).toEqual([...counting(0, 30), ...counting(106, 30)]);
  const captioned = await frameHashes(room, cut.file);
  expect(captioned.map((hash, at) => hash !== plain[at])).toEqual(counting(0, 66).map((at) => at < 36));
  expect(await complaints(room, cut.file)).toBe('');
});

test('words come and go to the frame, a title also where captions are not drawn', async () => {
  const size = { width: 320, height: 192 };
  const words = [
    shownCaption('Below', 20, { from: 12 }),
    shownCaption('Above', 30, { from: 16, position: 'top' }),
    shownCaption('The Last Keeper', 36, { kind: 'title', position: 'middle', from: 33 }),
  ];
  const footage = await room.clip({ frames: 36, size });
  const bare = filmOf([{ footage, frames: 36 }], { size });
  const film = filmOf([{ footage, frames: 36, words }], { size });
  /** In which frames each third of the picture is written on. */
  const written = async (burnCaptions: boolean) => {
    const rows = async (film: Film) => {
      const { file } = await room.cut({ ...film, burnCaptions });
      const raw = await room.ffmpeg('-i', file, '-map', '0:v', '-f', 'rawvideo', '-pix_fmt', 'gray', '-');
      return raw.stdout;
    };
    const [before, after] = [await rows(bare), await rows(film)];
    const third = (size.width * size.height) / 3;
    return counting(0, 3).map((part) =>
      counting(0, 36).filter((frame) => {
        const at = (3 * frame + part) * third;
        return before.subarray(at, at + third).some((grey, i) => Math.abs(grey - (after[at + i] ?? 0)) > 120);
      }),
    );
  };
  expect(await written(true)).toEqual([counting(16, 14), counting(33, 3), counting(12, 8)]);
  expect(await written(false)).toEqual([[], counting(33, 3), []]);
});

describe('what was encoded is used again', () => {
  async function shots(): Promise<Shown[]> {
    const footages = [];
    for (const from of [0, 100, 200]) footages.push(await room.clip({ frames: 60, from }));
    const other = await room.clip({ frames: 60, from: 300, size: { width: 320, height: 192 } });
    return [...footages, other].map((footage) => ({ footage, frames: 60, ...soft(12) }));
  }

  test('another transition is one new join', async () => {
    const film = await shots();
    await room.cut(filmOf(film));
    const before = await encodings();
    const wipe = { transition: { type: 'wipe-left', duration: 0.5 }, overlap: 12 } as const;
    await check(filmOf(film.map((shot, i) => (i === 2 ? { ...shot, ...wipe } : shot))), [0, 100, 200, 300]);
    expect(await newSince(before)).toBe(1);
  });

  test('a longer one is a join with its bridges; the prepared shot stays', async () => {
    const film = await shots();
    await room.cut(filmOf(film));
    const before = await encodings();
    await check(
      filmOf(film.map((shot, i) => (i === 2 ? { ...shot, ...soft(15) } : shot))),
      [0, 100, 200, 300],
    );
    expect(await newSince(before)).toBe(1);
    expect(room.events[0]).toMatchObject({ type: 'stitch-started', encode: 1 });
  });

  test('what was rendered ahead is not rendered again', async () => {
    const film = await shots();
    const late: Footage = { kind: 'clip', job: 'late', fingerprint: 'f00' };
    const early = filmOf(film.map((shot, i) => (i === 1 ? { ...shot, footage: late } : shot)));
    await renderAhead({ ...room.room, film: early });
    const before = await encodings();
    expect(await readdir(join(room.folder, 'work'))).toEqual([]);
    await room.cut(filmOf(film));
    // Both joins of the second shot.
    expect(await newSince(before)).toBe(2);
    expect(room.events).toContainEqual(
      expect.objectContaining({ type: 'stitch-started', pieces: 8, encode: 2 }),
    );
    await renderAhead({ ...room.room, film: filmOf(film) });
    expect(await newSince(before)).toBe(2);
  });

  test('of clips that came in, only what they have brought into reach is rendered ahead', async () => {
    const film = await shots();
    const hash = film[1]?.footage.kind === 'clip' ? (film[1].footage.clip ?? '') : '';
    const before = await encodings();
    await renderAhead({ ...room.room, film: filmOf(film) }, new Set());
    expect(await newSince(before)).toBe(0);
    await renderAhead({ ...room.room, film: filmOf(film) }, new Set([hash]));
    const some = await newSince(before);
    expect(some).toBeGreaterThan(0);
    await renderAhead({ ...room.room, film: filmOf(film) });
    expect(await newSince(before)).toBeGreaterThan(some);
    const all = await encodings();
    await room.cut(filmOf(film));
    expect(await newSince(all)).toBe(0);
  });
});
