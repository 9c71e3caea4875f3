import { describe, expect, test } from 'vitest';
import type { OpenFile } from '../../src/media/open-file.ts';
import { strangeTiff } from '../../src/media/tiff.ts';

type Tags = readonly (readonly [tag: number, type: 1 | 3 | 4, value: number])[];

/** A TIFF of directories without pictures: the first one, and one that it refers to, for a tag with the value "inside". */
function tiff(order: 'II' | 'MM', first: Tags, inside: Tags = [], version = 42): Buffer {
  const short = (value: number): Buffer => swapped(2, value);
  const long = (value: number): Buffer => swapped(4, value);
  const swapped = (length: number, value: number): Buffer => {
    const bytes = Buffer.alloc(length);
    if (order === 'II') bytes.writeUIntLE(value, 0, length);
    else bytes.writeUIntBE(value, 0, length);
    return bytes;
  };
  const directory = (tags: Tags): Buffer => {
    const entries = tags.map(([tag, type, value]) => {
      const held = type === 3 ? Buffer.concat([short(value), short(0)]) : long(value);
      return Buffer.concat([short(tag), short(type), long(1), held]);
    });
    return Buffer.concat([short(tags.length), ...entries, long(0)]);
  };
  const second = 8 + directory(first).length;
  const there = first.map(([tag, type, value]) => [tag, type, tag === 330 ? second : value] as const);
  return Buffer.concat([
    ...[Buffer.from(order), short(version), long(8)],
    ...[directory(there), directory(inside)],
  ]);
}

const fileOf = (bytes: Buffer): OpenFile => ({
  ...{ path: 'a.tif', size: bytes.length, head: bytes },
  read: async (at, length) => bytes.subarray(at, at + length),
});

describe.each(['II', 'MM'] as const)('a TIFF in the byte order %s', (order) => {
  const named = async (first: Tags, inside?: Tags, version?: number): Promise<string | undefined> =>
    (await strangeTiff(fileOf(tiff(order, first, inside, version))))?.name;
  const raw = 'a photo as the camera stored it (raw)';

  test.each([
    [
      'plain',
      [
        [259, 3, 5],
        [262, 3, 2],
      ],
      [],
      undefined,
    ],
    [
      'plain, with a smaller copy behind it',
      [
        [262, 3, 2],
        [330, 4, 0],
      ],
      [
        [254, 4, 1],
        [262, 3, 2],
      ],
      undefined,
    ],
    ['a DNG', [[50706, 1, 1]], [], raw],
    ['what a sensor saw', [[262, 3, 32803]], [], raw],
    [
      'what a sensor saw, behind a preview',
      [
        [254, 4, 1],
        [262, 3, 2],
        [330, 4, 0],
      ],
      [[262, 3, 32803]],
      raw,
    ],
    ['half developed', [[262, 3, 34892]], [], raw],
    [
      'a smaller copy first',
      [
        [254, 4, 1],
        [262, 3, 2],
      ],
      [],
      'TIFF that begins with a smaller copy',
    ],
    [
      'in tiles',
      [
        [262, 3, 2],
        [322, 3, 64],
      ],
      [],
      'TIFF in tiles',
    ],
    [
      'with a JPEG',
      [
        [259, 3, 7],
        [262, 3, 6],
      ],
      [],
      'TIFF with a JPEG in it',
    ],
  ] as const)('is known: %s', async (_, first, inside, name) => {
    expect(await named(first, inside)).toBe(name);
  });

  test('may be too large for its kind', async () => {
    expect(await named([], [], 43)).toBe('TIFF of more than four gigabytes (BigTIFF)');
  });

  test('may end anywhere', async () => {
    const whole = tiff(
      order,
      [
        [254, 4, 1],
        [330, 4, 0],
      ],
      [[262, 3, 2]],
    );
    for (let length = 0; length < whole.length; length++)
      await expect(strangeTiff(fileOf(whole.subarray(0, length)))).resolves.not.toThrow();
  });
});
