import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coloured, heic, mirrored, turnedBy } from '../rig/heic.ts';
import { cuttingRoom, ffmpegOf, filmOf, type TestRoom } from '../stitch/room.ts';

let room: TestRoom;
const path = (name: string) => join(room.folder, name);

const tile = { width: 64, height: 64 };
/** Of six tiles, three in a row. */
const greys = ['0x101010', '0x404040', '0x707070', '0xa0a0a0', '0xd0d0d0', '0xf0f0f0'];
let tiles: readonly Buffer[];
let beside: Buffer;

beforeAll(async () => {
  room = await cuttingRoom();
  const single = async (colour: string): Promise<Buffer> => {
    const source = `color=${colour}:s=${tile.width}x${tile.height}`;
    const coding = ['-c:v', 'libx265', '-x265-params', 'log-level=none', '-pix_fmt', 'yuv420p', '-f', 'hevc'];
    await room.ffmpeg('-f', 'lavfi', '-i', source, '-frames:v', '1', ...coding, path('tile.hevc'));
    return readFile(path('tile.hevc'));
  };
  const made: Buffer[] = [];
  for (const grey of [...greys, 'red']) made.push(await single(grey));
  tiles = made.slice(0, -1);
  beside = made.at(-1) ?? Buffer.alloc(0);
});
afterAll(() => room.remove());

const size = { width: 180, height: 120 };

async function read(properties: readonly Buffer[]) {
  await writeFile(path('photo.heic'), heic({ tiles, columns: 3, rows: 2, size, properties, beside }));
  return room.room.readAsset(path('photo.heic'));
}

/** The mean grey of each sixth of the film of a photo, in tens, row by row. */
async function shown(properties: readonly Buffer[], across = 3): Promise<readonly number[]> {
  const found = await read(properties);
  if (!found.ok) throw new Error(found.error.message);
  const { facts } = found.value;
  const upright = across === 3 ? size : { width: size.height, height: size.width };
  expect(facts).toMatchObject({ kind: 'image', size: upright });
  const image = { path: 'photo.heic', absolute: path('photo.heic'), ...found.value };
  const film = filmOf([{ footage: { kind: 'still', image, move: 'none' }, frames: 2 }], {
    keepSound: false,
    size: upright,
  });
  const { file } = await room.cut(film);
  const [wide, high] = across === 3 ? [3, 2] : [2, 3];
  const { stdout } = await ffmpegOf(room.room.tools, [
    ...['-i', file, '-frames:v', '1', '-vf', `scale=${wide}:${high}:flags=area,format=rgb24`],
    ...['-f', 'rawvideo', '-'],
  ]);
  return [...stdout].filter((_, i) => i % 3 === 0).map((value) => Math.round(value / 16));
}

describe('a photo of a phone in HEIC, with any ffmpeg', () => {
  test('is its whole grid of tiles, not one of them, nor what is stored beside it', async () => {
    const seen = await shown([]);
    // The last column and row are cut: their sixths hold some of the tile before.
    expect(seen).toHaveLength(6);
    expect([...seen].toSorted((a, b) => a - b)).toEqual([...seen]);
    expect(new Set(seen).size).toBe(6);
  });

  test('is turned and mirrored as it says', async () => {
    const [a, b, c, d, e, f] = await shown([]);
    const clockwise = [d, a, e, b, f, c];
    expect(await shown([turnedBy(3)], 2)).toEqual(clockwise.map((value) => expect.closeTo(value ?? 0, -0.5)));
    expect(await shown([turnedBy(2)])).toEqual([f, e, d, c, b, a].map((v) => expect.closeTo(v ?? 0, -0.5)));
    expect(await shown([mirrored(1)])).toEqual([c, b, a, f, e, d].map((v) => expect.closeTo(v ?? 0, -0.5)));
    expect(await shown([mirrored(0)])).toEqual([d, e, f, a, b, c].map((v) => expect.closeTo(v ?? 0, -0.5)));
  });

  test('is as bright as its colours say', async () => {
    const plain = await shown([coloured(1, 13, 1, false)]);
    const full = await shown([coloured(1, 13, 1, true)]);
    expect(full[0]).toBeGreaterThan(plain[0] ?? 0);
  });

  test('is refused by name in high dynamic range', async () => {
    const found = await read([coloured(9, 16, 9, true)]);
    expect(found).toMatchObject({ ok: false, error: { code: 'media-unsupported' } });
    expect(!found.ok && found.error.message).toContain('HEIC in high dynamic range');
  });

  test('is told as damaged or refused, never shown wrongly, when it is cut', async () => {
    const whole = heic({ tiles, columns: 3, rows: 2, size, beside });
    for (const length of [40, 200, 400, 600, whole.length - 400]) {
      await writeFile(path('cut.heic'), whole.subarray(0, length));
      expect(await room.room.readAsset(path('cut.heic'))).toMatchObject({ ok: false });
    }
  });
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
