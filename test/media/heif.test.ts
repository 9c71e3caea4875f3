import { describe, expect, test } from 'vitest';
import { readHeif } from '../../src/media/heif/read-heif.ts';
import { readItems } from '../../src/media/heif/read-items.ts';
import type { OpenFile } from '../../src/media/open-file.ts';
import { box, full, heif, u16, u32 } from '../rig/heif.ts';

/** A unit of a picture: nothing decodes it here. */
const tile = Buffer.from([0, 0, 1, 38, 1, 7, 7, 7]);
const photo = heif({
  ...{ tiles: [tile, tile], columns: 2, rows: 1, beside: tile },
  size: { width: 128, height: 64 },
});

/** An open file that counts what is read of it. */
function fileOf(bytes: Buffer): { readonly file: OpenFile; readonly reads: () => number } {
  let count = 0;
  const read = async (at: number, length: number): Promise<Buffer> => {
    count += 1;
    return bytes.subarray(at, at + length);
  };
  return {
    file: { path: 'photo.heic', size: bytes.length, head: bytes.subarray(0, 1 << 14), read },
    reads: () => count,
  };
}

describe('a photo in HEIC', () => {
  test('is read as its tiles', async () => {
    const read = await readHeif(fileOf(photo).file);
    expect(read).toMatchObject({
      picture: { size: { width: 128, height: 64 }, columns: 2, rows: 1, tiles: [{}, {}] },
    });
  });

  test('is damaged if its tiles overlap, so that a small file never becomes a huge one', async () => {
    const bytes = Buffer.from(photo);
    const table = bytes.indexOf('iloc') + 4 + 4 + 4;
    for (const item of [0, 1]) {
      bytes.writeUInt32BE(0, table + 16 * item + 8);
      bytes.writeUInt32BE(bytes.length, table + 16 * item + 12);
    }
    await expect(readHeif(fileOf(bytes).file)).rejects.toThrow('its index is damaged');
  });

  test('is not looked for behind thousands of other boxes', async () => {
    const free = box('free', Buffer.alloc(8));
    const { file, reads } = fileOf(Buffer.concat([...Array.from({ length: 10_000 }, () => free), photo]));
    expect(await readHeif(file)).toBeUndefined();
    expect(reads()).toBeLessThan(200);
  });

  test('may have items in very many pieces of no length, that nobody goes through', () => {
    const pieces = 65_535;
    const item = u16(1, 0, 0, pieces);
    const items = 50_000;
    const table = full('iloc', 1, 0, u16(0, items), ...Array.from({ length: items }, () => item));
    const empty = box('iprp', box('ipco'), full('ipma', 0, 0, u32(0)));
    const meta = Buffer.concat([
      ...[u32(0), full('pitm', 0, 0, u16(1)), full('iinf', 0, 0, u16(0))],
      ...[empty, table],
    ]);
    const read = readItems(new DataView(meta.buffer, meta.byteOffset, meta.length));
    expect(read?.placeOf(1)).toBeUndefined();
  });
});
