import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crc32 } from '../../src/core/crc32.ts';
import { probe } from '../../src/media/probe.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storycut-png-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function chunk(type: string, content: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + content.length);
  bytes.writeUInt32BE(content.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(content, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + content.length)), 8 + content.length);
  return bytes;
}

/** One red pixel. */
const png = (...besides: readonly Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])),
    ...besides,
    chunk('IDAT', deflateSync(Buffer.from([0, 255, 0, 0]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);

async function told(bytes: Buffer): Promise<string> {
  const path = join(folder, 'a.png');
  await writeFile(path, bytes);
  const read = await probe(path);
  return read.ok ? read.value.kind : `${read.error.code}: ${read.error.message}`;
}

test('a PNG in high dynamic range is told as that, whatever profile it has besides', async () => {
  expect(await told(png(chunk('cICP', Buffer.from([9, 16, 0, 1]))))).toMatch(
    /^media-unsupported: .*high dynamic/,
  );
  expect(await told(png(chunk('cICP', Buffer.from([9, 18, 0, 1]))))).toMatch(/high dynamic/);
  expect(await told(png(chunk('cICP', Buffer.from([1, 13, 0, 1]))))).toBe('image');
});

test('a PNG of which a byte is wrong is told, unless it can be shown without it', async () => {
  const picture = png();
  const within = picture.indexOf('IDAT') + 8;
  picture.writeUInt8((picture[within] ?? 0) ^ 1, within);
  expect(await told(picture)).toMatch(/^media-damaged: .*one of its checksums is wrong/);
  const text = png(chunk('tEXt', Buffer.from('Title\0A')));
  text.writeUInt8(0x42, text.indexOf('Title') + 6);
  expect(await told(text)).toBe('image');
});
