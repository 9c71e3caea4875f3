import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readAvcC } from '../../../src/media/avc/parameter-sets.ts';
import { readFootage } from '../../../src/media/read-footage.ts';
import type { Footage } from '../../../src/planner/plan.ts';
import { madeOnce } from '../../rig/made-once.ts';
import { cuttingRoom, filmOf, frameHashes, type TestRoom } from '../room.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await cuttingRoom();
});
afterEach(() => room.remove());

const size = { width: 160, height: 96 };
const area = (size.width * size.height * 3) / 2;
/** Long enough that the rest of a clip is too much to be encoded beside a join. */
const frames = 72;

/** Figures that move over a grain, with one keyframe unless said. */
async function moving(args: readonly string[], { seed = 1, length = frames } = {}): Promise<Footage> {
  const [shown, file] = [join(room.folder, 'shown.yuv'), join(room.folder, 'made.mp4')];
  const { width, height } = size;
  const figures = `testsrc=s=${width}x${height}:r=24,format=yuv420p,hue=h=t*20,noise=alls=8:allf=t:all_seed=${seed}`;
  // To draw them takes longer than to encode them.
  const drawing = ['-f', 'lavfi', '-i', `${figures},trim=end_frame=${2 * frames}`, '-f', 'rawvideo'];
  await madeOnce(drawing, shown, (all) => room.ffmpeg(...all));
  await room.ffmpeg(
    ...['-f', 'rawvideo', '-video_size', `${width}x${height}`, '-framerate', '24', '-i', shown],
    ...['-frames:v', `${length}`, '-c:v', 'libx264', '-crf', '20'],
    ...['-g', '1000', '-sc_threshold', '0', '-threads:v', '1', ...args, file],
  );
  return room.adopt(file);
}

/** All pixels of each frame, and all that a decoder complains about. */
async function decoded(file: string) {
  const raw = ['-v', 'warning', '-i', file, '-map', '0:v', '-f', 'rawvideo', '-pix_fmt', 'yuv420p'];
  const { stdout, stderr } = await room.ffmpeg(...raw, '-vsync', '0', '-');
  const pixels = Array.from({ length: stdout.length / area }, (_, i) =>
    stdout.subarray(i * area, (i + 1) * area),
  );
  const said = stderr.toString().split('\n');
  return { pixels, said: said.filter((line) => line !== '' && !/-vsync is deprecated/.test(line)) };
}

/** How alike two frames are, in decibels. */
function likeness(one: Uint8Array | undefined, other: Uint8Array | undefined): number {
  if (!one || !other) return 0;
  let error = 0;
  for (let i = 0; i < area; i++) error += ((one[i] ?? 0) - (other[i] ?? 0)) ** 2;
  return 10 * Math.log10(255 ** 2 / Math.max(error / area, 1e-3));
}

/** A film of two clips that are dissolved into each other, and how alike the second one's frames behind the join are. */
async function joined(first: Footage, overlap: number, second = first, length = frames) {
  const soft = { transition: { type: 'dissolve', duration: overlap / 24 }, overlap } as const;
  const film = filmOf(
    [
      { footage: first, frames, ...soft },
      { footage: second, frames: length },
    ],
    { size },
  );
  const cut = await room.cut({ ...film, sound: { keep: false } });
  const [{ pixels: shown, said }, source] = await Promise.all([
    decoded(cut.file),
    decoded(room.fileOf(second)),
  ]);
  expect(shown).toHaveLength(frames + length - overlap);
  const behind = shown.slice(frames).map((frame, i) => likeness(frame, source.pixels[overlap + i]));
  return { cut, behind, said, isRestarted: await isRestarted(cut.file) };
}

/** Whether there are parameter sets of ours for pictures in footage of others. */
async function isRestarted(file: string): Promise<boolean> {
  const sets = readAvcC((await readFootage(file))?.avc?.avcC ?? new Uint8Array());
  return [...(sets?.picture.keys() ?? [])].some((number) => number >= 8);
}

/** Files of restarted clips in the cache. */
async function restartsThere(): Promise<readonly string[]> {
  const pieces = join(room.room.cacheFolder, 'pieces');
  const files = (await readdir(pieces)).map((name) => join(pieces, name));
  const are = await Promise.all(files.map(isRestarted));
  return files.filter((_, i) => are[i]);
}

describe('a clip with one keyframe is copied from the middle on, with a few pictures anew', () => {
  test.each<[string, readonly string[]]>([
    ['as most encode', ['-preset', 'medium']],
    ['with many references', ['-preset', 'slow', '-refs', '6', '-bf', '3']],
    ['with strict layers', ['-preset', 'medium', '-x264-params', 'b-pyramid=strict:bframes=3:b-adapt=0']],
    ['with motion of neighbours in time', ['-preset', 'medium', '-x264-params', 'direct=temporal:bframes=3']],
    ['with weights', ['-preset', 'medium', '-x264-params', 'weightp=2:weightb=1:ref=4']],
    ['without later references', ['-preset', 'medium', '-bf', '0']],
    ['with one reference, plainly', ['-preset', 'ultrafast']],
    ['in the main profile', ['-preset', 'fast', '-profile:v', 'main']],
    ['plainly, with references', ['-preset', 'medium', '-profile:v', 'baseline']],
    ['in slices', ['-preset', 'medium', '-x264-params', 'slices=4']],
    ['with recovery points', ['-preset', 'medium', '-x264-params', 'open-gop=1:keyint=250:min-keyint=25']],
  ])('%s', async (_, args) => {
    const { cut, behind, said, isRestarted } = await joined(await moving(args), 12);
    expect(said).toEqual([]);
    expect(isRestarted).toBe(true);
    expect(cut).toMatchObject({ copied: 1, encoded: 2 });
    expect(Math.min(...behind)).toBeGreaterThan(42);
  });

  test('wherever it begins', async () => {
    const footage = await moving(['-preset', 'medium', '-x264-params', 'ref=4:bframes=3']);
    const source = await decoded(room.fileOf(footage));
    for (const sourceStart of [1, 2, 3, 5, 8, 13, 17]) {
      const shots = [
        { footage, frames },
        { footage, frames: frames - sourceStart, sourceStart },
      ];
      const cut = await room.cut({ ...filmOf(shots, { size }), sound: { keep: false } });
      const { pixels: shown, said } = await decoded(cut.file);
      const behind = shown.slice(frames).map((frame, i) => likeness(frame, source.pixels[sourceStart + i]));
      expect({ sourceStart, isRestarted: await isRestarted(cut.file), said }).toMatchObject({
        isRestarted: true,
        said: [],
      });
      expect(behind).toHaveLength(frames - sourceStart);
      expect(Math.min(...behind)).toBeGreaterThan(42);
    }
  });

  test('behind joins of any length at the next half second, once for all', async () => {
    const clip = await moving(['-colorspace', 'bt709', '-color_range', 'tv']);
    for (const overlap of [12, 1, 5, 11]) {
      const { behind, said, isRestarted } = await joined(clip, overlap);
      expect(isRestarted).toBe(true);
      expect(said).toEqual([]);
      expect(Math.min(...behind)).toBeGreaterThan(38);
      expect(Math.min(...behind.slice(12 - overlap))).toBeGreaterThan(42);
      expect(await restartsThere()).toHaveLength(1);
    }
  });
});

test('a film is the same whether its restarts were there or not', async () => {
  const clip = await moving([]);
  const once = await frameHashes(room, (await joined(clip, 12)).cut.file);
  const { cut } = await joined(clip, 9);
  expect(await frameHashes(room, cut.file)).not.toEqual(once);
  expect(await frameHashes(room, (await joined(clip, 12)).cut.file)).toEqual(once);
});

test('a join is the same of frames that were decoded for the comparison as of the clip itself', async () => {
  const length = 84;
  const pieces = join(room.room.cacheFolder, 'pieces');
  for (const args of [
    ['-preset', 'medium'],
    ['-colorspace', 'smpte170m'],
    ['-preset', 'ultrafast'],
  ]) {
    const footage = await moving(args, { length });
    const soft = { transition: { type: 'dissolve', duration: 0.5 }, overlap: 12 } as const;
    const shots = [
      { footage, frames: length, ...soft },
      { footage, frames: length - 1, ...soft },
      { footage, frames: length },
    ];
    const film = { ...filmOf(shots, { size }), sound: { keep: false } };
    const first = await room.cut(film);
    const once = await frameHashes(room, first.file);
    const made = (await readdir(pieces)).map((name) => join(pieces, name));
    const kept = await restartsThere();
    expect(kept.length).toBeGreaterThan(0);
    for (const file of made) if (!kept.includes(file)) await rm(file);
    await rm(first.file);
    expect(await room.cut(film)).toMatchObject({ copied: 1, encoded: 4 });
    expect(await frameHashes(room, first.file)).toEqual(once);
    await rm(pieces, { recursive: true });
  }
});

test('fields and full range are prepared as a whole', async () => {
  for (const args of [
    ['-x264opts', 'tff=1'],
    ['-color_range', 'pc', '-pix_fmt', 'yuvj420p'],
  ]) {
    const { said, isRestarted } = await joined(await moving(args), 12);
    expect(isRestarted).toBe(false);
    expect(said).toEqual([]);
  }
});

test('so many pictures that are predicted from each other are prepared as a whole', async () => {
  const length = 2 * frames;
  const [chained, spread] = [
    await moving(['-bf', '0'], { length }),
    await moving(['-bf', '3', '-x264-params', 'b-adapt=0'], { length }),
  ];
  expect(await joined(chained, 12, chained, length)).toMatchObject({ isRestarted: false });
  expect(await joined(spread, 12, spread, length)).toMatchObject({ isRestarted: true });
});

test('the restart of a clip that clashes with the rest of the film is not used', async () => {
  const [first, second] = [await moving([]), await moving(['-preset', 'ultrafast'], { seed: 2 })];
  const { said, isRestarted } = await joined(first, 12, second);
  expect(isRestarted).toBe(false);
  expect(said).toEqual([]);
});
