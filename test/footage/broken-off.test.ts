import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cuttingRoom, type TestRoom } from '../stitch/room.ts';

let room: TestRoom;
const path = (name: string) => join(room.folder, name);

beforeAll(async () => {
  room = await cuttingRoom();
  const plain = await room.clip({ frames: 48, tone: 300, args: ['-bf', '0'] });
  await room.ffmpeg('-i', room.fileOf(plain), '-c', 'copy', path('plain.mp4'));
});
afterAll(() => room.remove());

test.each([
  ['ogv', ['-c:v', 'libtheora', '-c:a', 'libvorbis']],
  ['ogg', ['-vn', '-c:a', 'libvorbis']],
  ['gif', ['-an']],
  ['webp', ['-an', '-loop', '0']],
  ['y4m', ['-an', '-pix_fmt', 'yuv420p']],
  ['mp3', ['-vn', '-c:a', 'libmp3lame']],
  ['wav', ['-vn']],
  ['aiff', ['-vn']],
  ['au', ['-vn']],
  ['caf', ['-vn', '-c:a', 'pcm_s16le']],
  ['w64', ['-vn']],
  ['rf64.wav', ['-vn', '-rf64', 'always']],
  ['wma', ['-vn', '-c:a', 'wmav2']],
  ['wmv', ['-c:v', 'wmv2', '-c:a', 'wmav2']],
  ['ivf', ['-an', '-c:v', 'libvpx', '-deadline', 'realtime']],
  ['apng', ['-an', '-plays', '0']],
  ['flv', ['-c', 'copy']],
  ['avi', ['-an', '-c:v', 'mjpeg']],
  ['flac', ['-vn']],
  ['wv', ['-vn', '-c:a', 'wavpack']],
  ['tta', ['-vn', '-c:a', 'tta']],
] as const)('a download in %s that was broken off is told, and a whole one is not', async (ending, args) => {
  await room.ffmpeg('-i', path('plain.mp4'), ...args, path(`all.${ending}`));
  const bytes = await readFile(path(`all.${ending}`));
  expect(await room.room.readAsset(path(`all.${ending}`))).toMatchObject({ ok: true });
  await writeFile(path(`part.${ending}`), bytes.subarray(0, Math.floor(bytes.length * 0.7)));
  const read = await room.room.readAsset(path(`part.${ending}`));
  expect(read.ok || read.error).toMatchObject({
    ...{ code: 'media-damaged', params: { cause: 'it ends too early' } },
  });
});

test('the part of an MP3 that a program cut out is whole, though it says what all of it said', async () => {
  await room.ffmpeg('-i', path('plain.mp4'), '-vn', '-c:a', 'libmp3lame', path('song.mp3'));
  const bytes = await readFile(path('song.mp3'));
  const sounds = [...bytes.keys()].filter(
    (at) => bytes.readUInt16BE(Math.min(at, bytes.length - 2)) === 0xfffb,
  );
  const end = sounds.at(Math.floor(sounds.length / 2)) ?? 0;
  await writeFile(path('part-of-song.mp3'), bytes.subarray(0, end));
  expect(await room.room.readAsset(path('part-of-song.mp3'))).toMatchObject({ ok: true });
  await writeFile(path('broken-song.mp3'), bytes.subarray(0, end + 50));
  expect(await room.room.readAsset(path('broken-song.mp3'))).toMatchObject({ ok: false });
});

test('the part of a FLAC that a program cut out is whole, though it says what all of it said', async () => {
  await room.ffmpeg('-i', path('plain.mp4'), '-vn', path('song.flac'));
  await room.ffmpeg('-i', path('song.flac'), '-t', '1', '-c', 'copy', path('part-of-song.flac'));
  const bytes = await readFile(path('part-of-song.flac'));
  // As older programs leave it.
  (await readFile(path('song.flac'))).copy(bytes, 0, 0, 26);
  await writeFile(path('part-of-song.flac'), bytes);
  expect(await room.room.readAsset(path('part-of-song.flac'))).toMatchObject({ ok: true });
});

test('an AVI that lacks its index alone, behind its pictures, is whole', async () => {
  await room.ffmpeg('-i', path('plain.mp4'), '-an', '-c:v', 'mjpeg', path('indexed.avi'));
  const bytes = await readFile(path('indexed.avi'));
  await writeFile(path('unindexed.avi'), bytes.subarray(0, bytes.lastIndexOf('idx1')));
  expect(await room.room.readAsset(path('unindexed.avi'))).toMatchObject({ ok: true });
});

test('an MXF of whose first pack little is left is told as no more than that', async () => {
  const key = Buffer.from('060e2b34020501010d01020101020400', 'hex');
  await writeFile(path('begun.mxf'), Buffer.concat([key, Buffer.from([0xff]), Buffer.alloc(60)]));
  const read = await room.room.readAsset(path('begun.mxf'));
  expect(read.ok || read.error.message).not.toMatch(/offset|range/);
});
