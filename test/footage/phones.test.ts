import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Size } from '../../src/core/frames.ts';
import { coloured, cropped, heif, mirrored, turnedBy } from '../rig/heif.ts';
import { cuttingRoom, ffmpegOf, filmOf, type TestRoom } from '../stitch/room.ts';

let room: TestRoom;
const path = (name: string) => join(room.folder, name);

const tile = { width: 64, height: 64 };
/** Of six tiles, three in a row. */
const greys = ['0x101010', '0x404040', '0x707070', '0xa0a0a0', '0xd0d0d0', '0xf0f0f0'];
const codings = {
  hevc: ['-c:v', 'libx265', '-x265-params', 'log-level=none', '-f', 'hevc'],
  av1: ['-c:v', 'libaom-av1', '-strict', '-2', '-cpu-used', '8', '-f', 'ivf'],
};
type Coding = keyof typeof codings;
const names = { hevc: 'HEIC', av1: 'AVIF' };

/** A picture of each grey, one beside them, and one that is opaque on its right side alone. */
interface Pictures {
  readonly tiles: readonly Buffer[];
  readonly beside: Buffer;
  readonly cover: Buffer;
}
const pictures = new Map<Coding, Pictures>();

async function pictureOf(coding: Coding, source: string, pixels = 'yuv420p'): Promise<Buffer> {
  const made = [...codings[coding], '-pix_fmt', pixels, path('tile')];
  await room.ffmpeg('-f', 'lavfi', '-i', source, '-frames:v', '1', ...made);
  return readFile(path('tile'));
}

beforeAll(async () => {
  room = await cuttingRoom();
  for (const coding of ['hevc', 'av1'] as const) {
    const single = (colour: string) => pictureOf(coding, `color=${colour}:s=${tile.width}x${tile.height}`);
    const made: Buffer[] = [];
    for (const grey of [...greys, 'red']) made.push(await single(grey));
    const cover = 'color=black:s=180x120,drawbox=x=90:w=90:h=120:c=white:t=fill,format=gray';
    pictures.set(coding, {
      tiles: made.slice(0, -1),
      beside: made.at(-1) ?? Buffer.alloc(0),
      cover: await pictureOf(coding, cover),
    });
  }
});
afterAll(() => room.remove());

const size = { width: 180, height: 120 };

type Spec = Partial<Parameters<typeof heif>[0]>;

const photoOf = (coding: Coding, spec: Spec = {}): Buffer => {
  const { tiles = [], beside = Buffer.alloc(0) } = pictures.get(coding) ?? {};
  return heif({ tiles, columns: 3, rows: 2, size, beside, coding, ...spec });
};

async function read(bytes: Buffer) {
  await writeFile(path('photo'), bytes);
  return room.room.readAsset(path('photo'));
}

async function film(bytes: Buffer, upright: Size) {
  const found = await read(bytes);
  if (!found.ok) throw new Error(found.error.message);
  expect(found.value.facts).toMatchObject({ kind: 'image', size: upright });
  const image = { path: 'photo', absolute: path('photo'), ...found.value };
  const still = { kind: 'still', image, move: 'none' } as const;
  return room.cut(filmOf([{ footage: still, frames: 2 }], { keepSound: false, size: upright }));
}

/** The mean grey of each part of the film of a photo, in sixteens, row by row. */
async function shown(bytes: Buffer, [wide, high] = [3, 2], upright: Size = size): Promise<readonly number[]> {
  const { file } = await film(bytes, upright);
  const { stdout } = await ffmpegOf(room.room.tools, [
    ...['-i', file, '-frames:v', '1', '-vf', `scale=${wide}:${high}:flags=area,format=rgb24`],
    ...['-f', 'rawvideo', '-'],
  ]);
  return [...stdout].filter((_, i) => i % 3 === 0).map((value) => Math.round(value / 16));
}

/** The same, apart from what coding changes. */
const alike = (greys: readonly (number | undefined)[]): readonly unknown[] =>
  greys.map((value) => expect.closeTo(value ?? 0, -0.5));

describe.each(['hevc', 'av1'] as const)('a photo in %s, with any ffmpeg', (coding) => {
  const photo = (...properties: readonly Buffer[]): Buffer => photoOf(coding, { properties });
  const onItsSide = { width: size.height, height: size.width };

  test('is its whole grid of tiles, not one of them, nor what is stored beside it', async () => {
    const seen = await shown(photo());
    // The last column and row are cut: their sixths hold some of the tile before.
    expect(seen).toHaveLength(6);
    expect([...seen].toSorted((a, b) => a - b)).toEqual([...seen]);
    expect(new Set(seen).size).toBe(6);
  });

  test('is turned and mirrored as it says', async () => {
    const [a, b, c, d, e, f] = await shown(photo());
    const clockwise = [d, a, e, b, f, c];
    expect(await shown(photo(turnedBy(3)), [2, 3], onItsSide)).toEqual(alike(clockwise));
    expect(await shown(photo(turnedBy(2)))).toEqual(alike([f, e, d, c, b, a]));
    expect(await shown(photo(mirrored(1)))).toEqual(alike([c, b, a, f, e, d]));
    expect(await shown(photo(mirrored(0)))).toEqual(alike([d, e, f, a, b, c]));
  });

  test('is cropped as it says, before or after it is turned', async () => {
    const [, , , d, e] = await shown(photo());
    const left = cropped(120, 60, -30, 30);
    expect(await shown(photo(left), [2, 1], { width: 120, height: 60 })).toEqual(alike([d, e]));
    expect(await shown(photo(left, turnedBy(2)), [2, 1], { width: 120, height: 60 })).toEqual(alike([e, d]));
  });

  test('is the copy that is shown, and all that is said of the original and of the copy', async () => {
    const [a, b, c, d, e, f] = await shown(photo());
    const copy = photoOf(coding, { properties: [mirrored(1)], copied: [mirrored(0)] });
    expect(await shown(copy)).toEqual(alike([f, e, d, c, b, a]));
  });

  test('is black where it does not cover', async () => {
    const { cover = Buffer.alloc(0) } = pictures.get(coding) ?? {};
    const [, , , , , f] = await shown(photo());
    const half = await shown(photoOf(coding, { beside: cover, covers: true }), [6, 2]);
    expect(half.slice(6, 9)).toEqual([0, 0, 0]);
    expect(half.at(-1)).toEqual(alike([f])[0]);
    const turned = photoOf(coding, { beside: cover, covers: true, properties: [mirrored(1)] });
    expect((await shown(turned, [6, 2])).slice(-3)).toEqual([0, 0, 0]);
  });

  test('is as bright as its colours say', async () => {
    const plain = await shown(photo(coloured(1, 13, 1, false)));
    const full = await shown(photo(coloured(1, 13, 1, true)));
    expect(full[0]).toBeGreaterThan(plain[0] ?? 0);
  });

  test('has its colours where its planes are the primaries themselves, though decoders may not know', async () => {
    // Of green, blue and red 0x30, 0x14 and 0xc8: as brightness and colour they would be something else.
    const planes = 'color=black:s=64x64,format=yuv444p,lutyuv=y=0x30:u=0x14:v=0xc8';
    const tiles = [await pictureOf(coding, planes, 'yuv444p')];
    const one = { tiles, columns: 1, rows: 1, size: tile, wholePlanes: true };
    const { file } = await film(photoOf(coding, { ...one, properties: [coloured(1, 13, 0, true)] }), tile);
    const { stdout } = await ffmpegOf(room.room.tools, [
      ...['-i', file, '-frames:v', '1', '-vf', 'format=rgb24,scale=1:1:flags=area', '-f', 'rawvideo', '-'],
    ]);
    const [red, green, blue] = stdout;
    expect(red).toBeGreaterThan(0xb8);
    expect(green).toBeLessThan(0x48);
    expect(blue).toBeLessThan(0x30);
  });

  test.each([
    ['in high dynamic range', { properties: [coloured(9, 16, 9, true)] }, 'in high dynamic range'],
    ['made of pictures that lie on each other', { made: 'iovl' }, '(iovl)'],
  ] as const)('is refused by name: %s', async (_, spec, said) => {
    const found = await read(photoOf(coding, spec));
    if (found.ok) throw new Error('it is read');
    expect(found.error.code).toBe('media-unsupported');
    expect(found.error.message).toContain(names[coding]);
    expect(found.error.message).toContain(said);
    expect(found.error.help).toBe('Export it as a JPEG or PNG.');
  });

  test('is told as damaged or refused, never shown wrongly, when it is cut', async () => {
    const whole = photo();
    for (const length of [40, 200, 400, 600, whole.length - 100]) {
      expect(await read(whole.subarray(0, length))).toMatchObject({ ok: false });
    }
  });
});

test('a photo whose tiles are coded as nothing here reads is refused by name', async () => {
  const strange = Buffer.from(photoOf('hevc').toString('latin1').replaceAll('hvc1', 'vvc1'), 'latin1');
  const found = await read(strange);
  expect(found.ok || found.error.message).toContain('(vvc1)');
});

test('a photo in AVIF with moving pictures beside it is refused as an animated one', async () => {
  const still = photoOf('av1');
  const moving = Buffer.concat([
    Buffer.from([0, 0, 0, 28]),
    Buffer.from('ftypavif\0\0\0\0mif1avisavif', 'latin1'),
    still.subarray(still.readUInt32BE(0)),
  ]);
  const found = await read(moving);
  expect(found.ok || found.error.message).toContain('an animated AVIF');
  expect(await read(still)).toMatchObject({ ok: true });
});

/** Four stripes, red, green, blue and yellow, with a white corner at the top left. */
test.each(['cmyk.jpg', 'progressive.jpg'])('a JPEG as printers and pages have it: %s', async (name) => {
  const absolute = join(import.meta.dirname, name);
  const found = await room.room.readAsset(absolute);
  if (!found.ok) throw new Error(found.error.message);
  expect(found.value.facts).toMatchObject({ kind: 'image', size: { width: 160, height: 96 } });
  const image = { path: name, absolute, ...found.value };
  const still = { kind: 'still', image, move: 'none' } as const;
  const { file } = await room.cut(filmOf([{ footage: still, frames: 2 }], { keepSound: false }));
  const stripes = ['-vf', 'crop=160:40:0:56,format=rgb24,scale=4:1:flags=area', '-frames:v', '1'];
  const { stdout } = await ffmpegOf(room.room.tools, ['-i', file, ...stripes, '-f', 'rawvideo', '-']);
  const seen = Array.from({ length: 4 }, (_, i) =>
    [...stdout.subarray(3 * i, 3 * i + 3)].map((v) => v > 128),
  );
  expect(seen).toEqual([
    [true, false, false],
    [false, true, false],
    [false, false, true],
    [true, true, false],
  ]);
});
