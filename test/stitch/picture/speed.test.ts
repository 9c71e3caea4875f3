import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cuttingRoom, filmOf, heard, numbers, probed, type TestRoom } from '../room.ts';
import { toneIn } from '../sound/hearing.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await cuttingRoom();
});
afterEach(() => room.remove());

const counting = (count: number, number: (i: number) => number): readonly number[] =>
  Array.from({ length: count }, (_, i) => number(i));

describe('footage at another speed', () => {
  test.each([
    [2, 12, 36, (i: number) => 24 + 2 * i],
    [3, 8, 24, (i: number) => 24 + 3 * i],
    [10, 2, 4, (i: number) => 20 + 10 * i],
    [0.5, 96, 48, (i: number) => 48 + Math.floor(i / 2)],
    [0.5, 97, 47, (i: number) => 48 + Math.floor((i + 1) / 2)],
    [0.25, 40, 40, (i: number) => 10 + Math.floor(i / 4)],
  ])('%f× shows exactly its frames', async (speed, sourceStart, frames, number) => {
    const footage = await room.clip({ frames: 120 });
    const { file } = await room.cut(filmOf([{ footage, frames, sourceStart, speed }]));
    expect(await numbers(room, file)).toEqual(counting(frames, number));
  });

  test('is smooth where it has the frames for it', async () => {
    const footage = await room.clip({ frames: 120, fps: 60 });
    const { file } = await room.cut(filmOf([{ footage, frames: 48, sourceStart: 0, speed: 0.4 }]));
    expect(await numbers(room, file)).toEqual(counting(48, (i) => i));
  });

  test('is encoded once, and joined to others frame by frame', async () => {
    const fast = await room.clip({ frames: 96 });
    const plain = await room.clip({ frames: 48, from: 500 });
    const shots = (overlap: number) => [
      {
        ...{ footage: fast, frames: 48, speed: 2, overlap },
        transition:
          overlap > 0 ? ({ type: 'wipe-left', duration: overlap / 24 } as const) : ({ type: 'cut' } as const),
      },
      { footage: plain, frames: 48 },
    ];
    const cut = await room.cut(filmOf(shots(0)));
    const expected = [...counting(48, (i) => 2 * i), ...counting(48, (i) => 500 + i)];
    expect(await numbers(room, cut.file)).toEqual(expected);
    const joined = await room.cut(filmOf(shots(12)));
    expect(room.events.find((event) => event.type === 'stitch-started')).toMatchObject({
      pieces: 3,
      encode: 1,
    });
    const seen = await numbers(room, joined.file);
    expect(seen).toHaveLength(84);
    expect(seen.slice(0, 36)).toEqual(expected.slice(0, 36));
    expect(seen.slice(48)).toEqual(expected.slice(60));
  });

  test('holds its last frame where it is shorter than it is said to be', async () => {
    const footage = await room.clip({ frames: 40 });
    const { file } = await room.cut(filmOf([{ footage, frames: 24, speed: 2 }]));
    const seen = await numbers(room, file);
    expect(seen.slice(0, 20)).toEqual(counting(20, (i) => 2 * i));
    // Versions of ffmpeg don't agree on whether the film's rate still meets the very last one.
    for (const number of seen.slice(20)) expect([38, 39]).toContain(number);
    expect(seen).toHaveLength(24);
  });
});

/** Silence, and from a second on a tone. */
const toneAfter = (seconds: number, hertz: number): string =>
  `aevalsrc='if(gte(t,${seconds}),0.5*sin(2*PI*${hertz}*t),0)':s=48000`;

describe('sound at another speed', () => {
  test.each([
    [0.1, 0.2],
    [0.5, 1],
    [0.8, 1],
    [2, 2],
    [3, 2],
    [10, 4],
  ])('%f× comes with its picture, at its own pitch', async (speed, second) => {
    const footage = await room.clip({ frames: 144, audio: toneAfter(second, 1000) });
    const frames = Math.round((24 * (second + 1)) / speed);
    const cut = await room.cut(filmOf([{ footage, frames, speed }]));
    const samples = await heard(room, cut.file);
    const begin = second / speed;
    const end = (second + 1) / speed;
    expect(toneIn(samples, 1000, begin + 0.04, end - 0.02)).toBeGreaterThan(-11);
    for (const other of [1000 * speed, 1000 / speed])
      expect(toneIn(samples, other, begin + 0.04, end - 0.02)).toBeLessThan(-25);
    const onset = samples.findIndex((sample) => Math.abs(sample) > 0.2) / 48_000;
    // As it is stretched, so is what stretching blurs.
    expect(Math.abs(onset - begin)).toBeLessThan(Math.max(0.06, 0.05 / speed));
    const { streams } = await probed(room, cut.file);
    expect(Number(streams[1]?.duration)).toBeCloseTo(frames / 24, 3);
  });

  test('of a trim is that of the frames it shows', async () => {
    const footage = await room.clip({ frames: 144, audio: toneAfter(4, 1000) });
    const cut = await room.cut(filmOf([{ footage, frames: 48, sourceStart: 36, speed: 2 }]));
    const samples = await heard(room, cut.file);
    // Three seconds into the footage it begins, and a second later there is a tone: half a second of film.
    expect(toneIn(samples, 1000, 0.1, 0.42)).toBeLessThan(-40);
    expect(toneIn(samples, 1000, 0.56, 1.4)).toBeGreaterThan(-11);
  });
});
