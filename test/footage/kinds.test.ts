import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toFrames } from '../../src/core/frames.ts';
import { ok } from '../../src/core/result.ts';
import { readAsset } from '../../src/media/asset.ts';
import { exif, pngWith } from '../rig/exif.ts';
import { changeTracks } from '../rig/mp4-index.ts';
import { counting, cuttingRoom, ffmpegOf, filmOf, heard, numbers, type TestRoom } from '../stitch/room.ts';
import { footageRows, imageRows, type MadeRow, refusedRows, soundRows } from './rows.ts';

/** Frames of the footage that all else is made from: one second, with two keyframes. */
const length = 24;

let room: TestRoom;
const path = (name: string) => join(room.folder, name);
const read = (name: string) => readAsset(path(name), async () => ok(room.room.tools));

beforeAll(async () => {
  room = await cuttingRoom();
  const plain = await room.clip({ frames: length, tone: 300, args: ['-bf', '0', '-g', '12'] });
  await room.ffmpeg('-i', room.fileOf(plain), '-c', 'copy', path('plain.mp4'));
});
afterAll(() => room.remove());

async function asset(name: string) {
  const found = await read(name);
  if (!found.ok) throw new Error(found.error.message);
  return { path: name, absolute: path(name), ...found.value };
}

/** Footage and images are made by one ffmpeg, and cut into one film: each is as much of it as it would be of a film of its own. */
const make = (rows: readonly Pick<MadeRow, 'file' | 'args'>[], ...common: readonly string[]) =>
  room.ffmpeg('-i', path('plain.mp4'), ...rows.flatMap(({ file, args }) => [...common, ...args, path(file)]));

/** What is made for all rows, when the first of them asks for it. */
function once<T>(made: () => Promise<T>): () => Promise<T> {
  let promise: Promise<T> | undefined;
  return () => {
    promise ??= made();
    return promise;
  };
}

/** The numbers and the sound of each of several pieces of footage, in one film. */
async function shownTogether(names: readonly string[]) {
  const files = await Promise.all(names.map(asset));
  const film = filmOf(
    files.map((file) => {
      if (file.facts.kind !== 'video') throw new Error(`${file.path} is ${file.facts.kind}`);
      return { footage: { kind: 'file', file }, frames: toFrames(file.facts.seconds, 24) };
    }),
  );
  const { file } = await room.cut(film);
  const [all, sound] = [await numbers(room, file), await heard(room, file)];
  return new Map(
    film.timeline.entries.map(({ start, frames }, i) => [
      names[i],
      {
        numbers: all.slice(start, start + frames),
        sound: sound.subarray(start * 2000, (start + frames) * 2000),
      },
    ]),
  );
}

async function shown(name: string) {
  const file = await asset(name);
  if (file.facts.kind !== 'video') throw new Error(`${name} is ${file.facts.kind}`);
  const frames = toFrames(file.facts.seconds, 24);
  const cut = await room.cut(filmOf([{ footage: { kind: 'file', file }, frames }]));
  return { ...cut, numbers: await numbers(room, cut.file) };
}

const page = readFileSync(join(import.meta.dirname, '../../docs/footage.md'), 'utf8');

test('docs/footage.md lists what is tried here', () => {
  const listed = [...page.matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)].map(([, what, becomes]) => [
    what,
    becomes,
  ]);
  const rows = [...footageRows, ...soundRows, ...imageRows, ...refusedRows];
  const wanted = rows.map(({ what, becomes }) => [what, becomes]);
  for (const row of wanted) expect(listed).toContainEqual(row);
  expect(listed.filter(([what]) => what?.includes('`')).length).toBe(wanted.length);
});

describe('footage', () => {
  const made = once(() => make(footageRows));
  const film = once(async () => {
    await made();
    return await shownTogether(footageRows.filter(({ copied }) => !copied).map(({ file }) => file));
  });
  /** What is copied is not cut together with others: they could keep it from that. */
  const alone = async (name: string) => {
    await made();
    const cut = await shown(name);
    expect(cut.copied).toBe(1);
    return { numbers: cut.numbers, sound: await heard(room, cut.file) };
  };

  test.each(footageRows)('$what', async ({ file, args, copied, exact = true }) => {
    const seen = copied ? await alone(file) : (await film()).get(file);
    if (exact) expect(seen?.numbers).toEqual(counting(0, length));
    else {
      expect(Math.abs((seen?.numbers.length ?? 0) - length)).toBeLessThanOrEqual(1);
      expect(new Set(seen?.numbers).size).toBeGreaterThan(20);
    }
    if (!args.includes('-an')) expect(seen?.sound.some((one) => Math.abs(one) > 0.05)).toBe(true);
  });

  test('an animated WebP', async () => {
    await room.ffmpeg('-i', path('plain.mp4'), '-an', '-loop', '0', '-lossless', '1', path('moving.webp'));
    const { numbers: seen } = await shown('moving.webp');
    expect(Math.abs(seen.length - length)).toBeLessThanOrEqual(1);
    expect(new Set(seen).size).toBeGreaterThan(20);
  });

  test.each(['0', '1'])('damage in an animated WebP is told before anything is made: %s', async (loop) => {
    await room.ffmpeg('-i', path('plain.mp4'), '-an', '-loop', loop, '-lossless', '1', path('whole.webp'));
    const whole = await readFile(path('whole.webp'));
    expect(await room.room.readAsset(path('whole.webp'))).toMatchObject({ ok: true });
    for (const [length, by] of [
      [200, 3],
      [whole.length >> 3, 0],
    ] as const) {
      const bytes = Buffer.from(whole);
      for (let i = 0; i < length; i++) bytes[(whole.length >> 1) + i] = (7 * i + 3) * by;
      await writeFile(path('part.webp'), bytes);
      const read = await room.room.readAsset(path('part.webp'));
      expect(read.ok || read.error).toMatchObject({
        ...{ code: 'media-damaged', params: { cause: 'not all of its pictures can be decoded' } },
      });
    }
  });

  test('MPEG-TS that was switched on within a packet', async () => {
    for (const [name, args, cut] of [
      ['late.ts', [], 100],
      ['late.m2ts', ['-mpegts_m2ts_mode', '1'], 57],
    ] as const) {
      await room.ffmpeg('-i', path('plain.mp4'), '-c', 'copy', '-f', 'mpegts', ...args, path(name));
      await writeFile(path(name), (await readFile(path(name))).subarray(cut));
      expect((await shown(name)).numbers).toEqual(counting(0, length));
    }
  });

  const layouts = [
    ['one channel', ['-af', 'pan=mono|c0=c0']],
    ['three channels', ['-af', 'pan=2.1|FL=c0|FR=c0|LFE=c0']],
    ['four channels', ['-af', 'pan=quad|FL=c0|FR=c0|BL=c0|BR=c0']],
    ['six channels', ['-af', 'pan=5.1|FL=c0|FR=c0|FC=c0|LFE=c0|BL=c0|BR=c0']],
  ] as const;
  const surround = once(async () => {
    const rows = layouts.flatMap(([name, channels]) => [
      { file: `${name}.mp4`, args: [...channels, '-c:a', 'aac'] },
      { file: `${name}.avi`, args: [...channels, '-c:a', 'pcm_s16le'] },
    ]);
    await make(rows, '-c:v', 'mpeg4');
    return await shownTogether(rows.map(({ file }) => file));
  });
  test.each(layouts)('sound of %s is as loud as in an MP4', async (name) => {
    const film = await surround();
    const loudest = (file: string): number =>
      film
        .get(file)
        ?.sound.subarray(12_000, 36_000)
        .reduce((most, one) => Math.max(most, Math.abs(one)), 0) ?? 0;
    const ratio = loudest(`${name}.avi`) / loudest(`${name}.mp4`);
    expect(ratio).toBeGreaterThan(0.9);
    expect(ratio).toBeLessThan(1.1);
  });

  test.each(['mp4', 'ts'])('a size that changes on the way, in %s', async (ending) => {
    const parts = await Promise.all(
      ['trim=end_frame=12', 'trim=start_frame=12,setpts=PTS-STARTPTS,scale=96:160'].map(async (filter, i) => {
        const part = path(`size-${ending}-${i}.h264`);
        await room.ffmpeg('-i', path('plain.mp4'), '-vf', filter, '-an', '-bf', '0', '-f', 'h264', part);
        return readFile(part);
      }),
    );
    await writeFile(path(`sizes-${ending}.h264`), Buffer.concat(parts));
    const bare = ['-r', '24', '-i', path(`sizes-${ending}.h264`), '-c', 'copy'];
    await room.ffmpeg(...bare, path(`sizes.${ending}`));
    expect((await shown(`sizes.${ending}`)).numbers).toEqual(counting(0, length));
  });

  test('edits with a pause between them', async () => {
    const parts = [
      [250, 0],
      [250, -1],
      [250, 500],
    ] as const;
    await room.ffmpeg('-i', path('plain.mp4'), '-an', '-c', 'copy', path('silent.mp4'));
    await changeTracks(path('silent.mp4'), path('edits.mp4'), () =>
      parts.map(([duration, begin]) => [duration, begin < 0 ? -1 : (begin / 1000) * 12_288] as const),
    );
    // An older ffmpeg would show them at wrong times.
    if (/^(n?[0-4]\.|N-\d{5}-)/.test(room.room.tools.ffmpeg.version)) {
      expect(await read('edits.mp4')).toMatchObject({ ok: false, error: { code: 'media-unsupported' } });
      return;
    }
    const { numbers: seen } = await shown('edits.mp4');
    expect(seen.slice(0, 6)).toEqual(counting(0, 6));
    expect(seen.slice(-6)).toEqual(counting(12, 6));
    expect(seen).toHaveLength(18);
  });
});

describe('sound', () => {
  /** Frames for which each recording is heard, one after the other. */
  const part = 12;
  const film = once(async () => {
    await make(soundRows, '-vn');
    const files = await Promise.all(soundRows.map(({ file }) => asset(file)));
    const shot = { footage: await room.own('plain.mp4'), frames: length };
    const shots = Array<typeof shot>(Math.ceil((files.length * part) / length)).fill(shot);
    const { timeline, ...rest } = filmOf(shots, { keepSound: false });
    const cues = files.map((file, i) => ({
      ...{ file, start: i * part, from: 0, to: part / 24 },
      ...{ volume: 0, duck: false, fadeIn: 0, fadeOut: 0 },
    }));
    const cut = await room.cut({ ...rest, timeline: { ...timeline, cues } });
    const sound = await heard(room, cut.file);
    return new Map(
      // Where one ends and the next begins, AAC mixes them.
      files.map((file, i) => [
        file.path,
        { file, sound: sound.subarray((i + 0.25) * part * 2000, (i + 0.75) * part * 2000) },
      ]),
    );
  });
  test.each(soundRows)('$what', async ({ file }) => {
    const one = (await film()).get(file);
    expect(one?.file.facts).toMatchObject({ kind: 'audio', seconds: expect.closeTo(1, 1) });
    expect(one?.sound.some((sample) => Math.abs(sample) > 0.05)).toBe(true);
  });
});

test('a cover makes no picture of sound in an unusual container', async () => {
  await room.ffmpeg('-i', path('plain.mp4'), '-frames:v', '1', path('cover.png'));
  await room.ffmpeg('-i', path('plain.mp4'), '-vn', path('bare.aiff'));
  const both = ['-map', '0', '-map', '1', '-c', 'copy', '-write_id3v2', '1', path('covered.aiff')];
  await room.ffmpeg('-i', path('bare.aiff'), '-i', path('cover.png'), ...both);
  expect((await asset('covered.aiff')).facts).toMatchObject({ kind: 'audio' });
});

test('HEIC that ffmpeg can not read is refused by name, with what to do', async () => {
  const head = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x08mdat', 'latin1');
  await writeFile(path('photo.heic'), head);
  const found = await read('photo.heic');
  if (found.ok) throw new Error('it has no picture');
  expect(found.error.code).toBe('media-unsupported');
  expect(found.error.message).toMatch(/^The file is HEIC, which ffmpeg \S+ can't read: \S.*\.$/);
  expect(found.error.help).toBe('Export it as a JPEG or PNG, or set FFMPEG_PATH to a newer ffmpeg.');
});

describe('images', () => {
  const shows = async (name: string) => {
    const image = await asset(name);
    const cut = await room.cut(
      filmOf([{ footage: { kind: 'still', image, move: 'none' }, frames: 2 }], { keepSound: false }),
    );
    return (await numbers(room, cut.file))[0];
  };

  const film = once(async () => {
    await make(imageRows, '-vf', 'trim=start_frame=21', '-frames:v', '1');
    const images = await Promise.all(imageRows.map(({ file }) => asset(file)));
    const stills = images.map((image) => ({
      ...{ footage: { kind: 'still', image, move: 'none' } as const, frames: 2 },
    }));
    const cut = await room.cut(filmOf(stills, { keepSound: false }));
    const seen = await numbers(room, cut.file);
    return new Map(images.map(({ path: file, facts }, i) => [file, { facts, number: seen[2 * i] }]));
  });
  test.each(imageRows)('$what', async ({ file }) => {
    expect((await film()).get(file)).toMatchObject({
      ...{ facts: { kind: 'image', size: { width: 160, height: 96 } }, number: 21 },
    });
  });

  test('a TIFF and a PNG that lie on their side are turned', async () => {
    const lying = ['-vf', 'trim=start_frame=21,transpose=cclock', '-frames:v', '1'];
    await room.ffmpeg('-i', path('plain.mp4'), ...lying, path('lying.png'));
    await writeFile(path('lying.png'), pngWith(await readFile(path('lying.png')), exif(6, true)));
    expect(await shows('lying.png')).toBe(21);
    await room.ffmpeg('-i', path('plain.mp4'), ...lying, '-compression_algo', 'raw', path('plain.tiff'));
    const bytes = await readFile(path('plain.tiff'));
    // The directory with one more entry, at the end of the file.
    const directory = bytes.readUInt32LE(4);
    const count = bytes.readUInt16LE(directory);
    const entries = [...Array(count).keys()].map((i) =>
      bytes.subarray(directory + 2 + 12 * i, directory + 14 + 12 * i),
    );
    const turned = Buffer.from([0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
    const sorted = [...entries, turned].toSorted((a, b) => a.readUInt16LE(0) - b.readUInt16LE(0));
    const head = Buffer.alloc(2);
    head.writeUInt16LE(count + 1);
    bytes.writeUInt32LE(bytes.length, 4);
    await writeFile(path('lying.tiff'), Buffer.concat([bytes, head, ...sorted, Buffer.alloc(4)]));
    expect((await asset('lying.tiff')).facts).toMatchObject({ size: { width: 160, height: 96 } });
    expect(await shows('lying.tiff')).toBe(21);
  });
});

describe('what is refused', () => {
  test.each(refusedRows)('$what', async ({ file, bytes, named }) => {
    await writeFile(path(file), bytes, 'latin1');
    const found = await read(file);
    expect(found).toMatchObject({ ok: false, error: { code: 'media-unsupported' } });
    expect(!found.ok && found.error.message).toContain(named);
    expect(!found.ok && found.error.help).toBeTruthy();
  });
});

test('the picture of the sound of footage in an unusual container is not needed', async () => {
  await ffmpegOf(room.room.tools, ['-i', path('plain.mp4'), '-c', 'copy', path('sound.ts')]);
  expect((await asset('sound.ts')).facts).toMatchObject({ kind: 'video', hasAudio: true, odd: true });
});
