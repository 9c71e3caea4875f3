import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cuttingRoom, type TestRoom } from '../stitch/room.ts';

let room: TestRoom;
const path = (name: string) => join(room.folder, name);

beforeAll(async () => {
  room = await cuttingRoom();
});
afterAll(() => room.remove());

test.each(['picture', 'sound'])(
  'encrypted %s is told as that, whatever a decoder makes of it',
  async (what) => {
    const [source, name] =
      what === 'picture' ? ['color=s=64x64:d=0.2', 'film.mp4'] : ['sine=d=0.2', 'song.m4a'];
    const key = ['-encryption_scheme', 'cenc-aes-ctr', '-encryption_key', '76a6c65c5ea762046bd749a2e632ccbb'];
    const id = ['-encryption_kid', 'a7e61c373e219033c21091fa607bf3b8', '-f', 'mp4'];
    await room.ffmpeg('-f', 'lavfi', '-i', source, '-pix_fmt', 'yuv420p', ...key, ...id, path(name));
    const read = await room.room.readAsset(path(name));
    expect(read.ok || read.error).toMatchObject({
      code: 'media-unsupported',
      message: expect.stringContaining('is encrypted'),
      help: expect.stringContaining('DRM'),
    });
  },
);

test('Dolby Vision in colours of its own is told as that', async () => {
  const coded = ['-c:v', 'libx265', '-x265-params', 'log-level=none', '-tag:v', 'hvc1', path('hevc.mp4')];
  await room.ffmpeg('-f', 'lavfi', '-i', 'color=s=64x64:d=0.2', ...coded);
  const bytes = await readFile(path('hevc.mp4'));
  bytes.write('dvh1', bytes.indexOf('hvc1', 64), 'latin1');
  await writeFile(path('dolby.mp4'), bytes);
  const read = await room.room.readAsset(path('dolby.mp4'));
  expect(read.ok || read.error.message).toContain('Dolby Vision');
});

test.each([
  ['a web page', '\ufeff<!DOCTYPE html><html>'],
  ['a web page', '<!-- Copyright -->\n<!-- 2026 -->\n<html lang="en">'],
  ['an error message', '[{"error": {"code": 404}}]'],
  ['an error message', '\ufeff{ "error": "gone" }'],
])('%s in place of a film is told as that: %j', async (kind, text) => {
  await writeFile(path('page.mp4'), text);
  const read = await room.room.readAsset(path('page.mp4'));
  expect(read.ok || read.error.message).toContain(kind);
});
