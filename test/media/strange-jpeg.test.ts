import { expect, test } from 'vitest';
import { strangeJpeg } from '../../src/media/strange-jpeg.ts';

/** A JPEG up to the head of its picture, whose marker and bits are these. */
const jpeg = (marker: number, bits: number): Buffer =>
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, marker, 0, 11, bits, 0, 9, 0, 9, 1, 1, 0x11, 0]);

test.each([
  ['as all are', 0xc0, 8, undefined],
  ['loaded in steps', 0xc2, 8, undefined],
  ['in 12 bits', 0xc1, 12, 'a JPEG in 12 bits'],
  ['without loss', 0xc3, 16, 'a JPEG without loss'],
  ['in arithmetic coding', 0xc9, 8, 'a JPEG in arithmetic coding'],
  ['JPEG-LS', 0xf7, 8, 'a JPEG without loss (JPEG-LS)'],
] as const)('a JPEG that nothing here draws is known by its first bytes: %s', (_, marker, bits, name) => {
  expect(strangeJpeg(jpeg(marker, bits))).toBe(name);
});

test('other files, and those that end anywhere, are none', () => {
  const whole = jpeg(0xc3, 16);
  for (let length = 0; length < 17; length++) expect(strangeJpeg(whole.subarray(0, length))).toBeUndefined();
  expect(strangeJpeg(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toBeUndefined();
});
