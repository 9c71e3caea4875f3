import { execFile } from 'node:child_process';
import { readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sha256 } from '../../src/core/canonical.ts';
import { readAsset } from '../../src/media/asset.ts';
import { probe } from '../../src/media/probe.ts';
import { type Samples, samples } from '../rig/samples.ts';

let here: Samples;
const bars = (rate: string, seconds: number) => [
  '-f',
  'lavfi',
  '-i',
  `testsrc=s=320x180:r=${rate}:d=${seconds}`,
];
const tone = (seconds: number) => ['-f', 'lavfi', '-i', `sine=d=${seconds}`];

beforeAll(async () => {
  here = await samples();
  await Promise.all([
    here.ffmpeg(...bars('30000/1001', 1), ...tone(1), '-pix_fmt', 'yuv420p', '-bf', '2', 'both.mov'),
    here.ffmpeg(...bars('25', 2), '-c:v', 'libvpx', '-deadline', 'realtime', 'silent.webm'),
    ...['wav', 'mp3', 'flac', 'aac', 'm4a'].map((ending) => here.ffmpeg(...tone(2), `tone.${ending}`)),
    here.ffmpeg(...tone(2), '-c:a', 'libopus', 'opus.ogg'),
    here.ffmpeg(...tone(2), '-c:a', 'libvorbis', 'vorbis.ogg'),
    here.ffmpeg(...bars('25', 1), ...tone(1), '-pix_fmt', 'yuv420p', 'both.mkv'),
    ...['png', 'jpg', 'webp'].map((ending) => here.ffmpeg(...bars('1', 1), `still.${ending}`)),
  ]);
});
afterAll(() => here.remove());

const facts = async (name: string) => {
  const probed = await probe(here.path(name));
  return probed.ok ? probed.value : probed.error.code;
};

describe('what a file holds', () => {
  test('footage, with and without sound', async () => {
    const size = { width: 320, height: 180 };
    expect(await facts('both.mov')).toMatchObject({
      kind: 'video',
      size,
      fps: 29.97,
      frames: 30,
      hasAudio: true,
    });
    expect(await facts('silent.webm')).toMatchObject({
      kind: 'video',
      size,
      seconds: 2,
      fps: 25,
      hasAudio: false,
    });
  });

  test('footage in a codec that only ffmpeg reads, without a word on the console', async () => {
    await here.ffmpeg(...bars('24', 1), '-c:v', 'mpeg4', 'old.mov');
    const warn = vi.spyOn(console, 'warn');
    expect(await facts('old.mov')).toMatchObject({ kind: 'video', fps: 24, frames: 24 });
    expect(warn).not.toHaveBeenCalled();
  });

  test('pictures in Matroska', async () => {
    expect(await facts('both.mkv')).toMatchObject({
      kind: 'video',
      fps: expect.closeTo(25, 0),
      hasAudio: true,
    });
  });

  test.each([
    ...['wav', 'mp3', 'flac', 'aac', 'm4a'].map((ending) => `tone.${ending}`),
    'opus.ogg',
    'vorbis.ogg',
  ])('sound: %s', async (name) => {
    const found = await facts(name);
    expect(found).toMatchObject({ kind: 'audio', seconds: expect.closeTo(2, 1) });
  });

  test.each([
    ['still.png', 'png'],
    ['still.jpg', 'jpeg'],
    ['still.webp', 'webp'],
  ])('an image: %s', async (name, format) => {
    expect(await facts(name)).toEqual({ kind: 'image', format, size: { width: 320, height: 180 } });
  });

  test('its name says nothing', async () => {
    await writeFile(here.path('film.mp4'), await readFile(here.path('still.png')));
    expect(await facts('film.mp4')).toMatchObject({ kind: 'image', format: 'png' });
  });
});

describe('what is refused', () => {
  test.each(['both.mov', 'still.png', 'still.jpg', 'still.webp'])('%s, cut short', async (name) => {
    const bytes = await readFile(here.path(name));
    const short = `short-${name}`;
    await writeFile(here.path(short), bytes.subarray(0, Math.floor(bytes.length * 0.6)));
    expect(await facts(short)).toBe('media-damaged');
  });

  test('a film whose index stands first, cut short', async () => {
    await here.ffmpeg('-i', 'both.mov', '-c', 'copy', '-movflags', '+faststart', 'first.mp4');
    expect(await facts('first.mp4')).toMatchObject({ kind: 'video' });
    await truncate(here.path('first.mp4'), (await readFile(here.path('first.mp4'))).length - 600);
    expect(await facts('first.mp4')).toBe('media-damaged');
  });

  test.each([
    ['an empty file', '', 'media-damaged'],
    ['a playlist', '#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n', 'media-unsupported'],
    ['a concat script', 'ffconcat version 1.0\nfile both.mov\n', 'media-unsupported'],
    ['a text', 'Once upon a time', 'media-unsupported'],
  ])('%s named clip.mp4', async (_, text, code) => {
    await writeFile(here.path('clip.mp4'), text);
    expect(await facts('clip.mp4')).toBe(code);
  });

  test.each([
    ['an Ogg file', Buffer.concat([Buffer.from('OggS'), Buffer.alloc(3000, 255)])],
    ['a FLAC file', Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(3000)])],
  ])('what only begins like %s, in words for people', async (_, bytes) => {
    await writeFile(here.path('junk.mp3'), bytes);
    expect(await probe(here.path('junk.mp3'))).toMatchObject({
      error: {
        code: 'media-damaged',
        message: "The file can't be read as media: its contents make no sense.",
      },
    });
  });

  test('an image of 256 million pixels, before anybody decodes it', async () => {
    const png = await readFile(here.path('still.png'));
    png.writeUInt32BE(16_000, 16);
    png.writeUInt32BE(16_000, 20);
    await writeFile(here.path('bomb.png'), png);
    expect(await facts('bomb.png')).toBe('image-too-large');
  });

  test('what is no regular file, without waiting for it', async () => {
    expect(await facts('.')).toBe('media-unreadable');
    expect(await facts('missing.mp4')).toBe('media-unreadable');
    if (platform() === 'win32') return;
    await promisify(execFile)('mkfifo', [here.path('pipe.mp4')]);
    await symlink('/dev/zero', here.path('zero.mp4'));
    expect(await facts('pipe.mp4')).toBe('media-unreadable');
    expect(await facts('zero.mp4')).toBe('media-unreadable');
  });
});

test('an asset is known by its bytes', async () => {
  const read = await readAsset(here.path('still.png'));
  const hash = sha256(await readFile(here.path('still.png')));
  expect(read).toMatchObject({ ok: true, value: { sha256: hash, facts: { kind: 'image' } } });
  expect(await readAsset(here.path('missing.mp4'))).toMatchObject({ ok: false });
});
