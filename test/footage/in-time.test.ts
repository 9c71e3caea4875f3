import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toFrames } from '../../src/core/frames.ts';
import { changeTracks } from '../rig/mp4-index.ts';
import { counting, cuttingRoom, filmOf, heard, numbers, type TestRoom } from '../stitch/room.ts';

let room: TestRoom;
const path = (name: string) => join(room.folder, name);
const click = "aevalsrc='if(between(t,1,1.02),sin(2*PI*1000*t),0)':s=48000";

beforeAll(async () => {
  room = await cuttingRoom();
  const clip = await room.clip({
    frames: 48,
    audio: click,
    args: ['-bf', '0', '-c:a', 'pcm_s16le'],
    ending: 'mov',
  });
  await room.ffmpeg('-i', room.fileOf(clip), '-c', 'copy', path('plain.mov'));
});
afterAll(() => room.remove());

/** When the first loud sample of a film is heard, in seconds. */
async function heardAt(film: string): Promise<number> {
  const sound = await heard(room, film);
  return sound.findIndex((sample) => Math.abs(sample) > 0.15) / 48_000;
}

async function asset(name: string) {
  const read = await room.room.readAsset(path(name));
  if (!read.ok) throw new Error(read.error.message);
  return { path: name, absolute: path(name), ...read.value };
}

/** As long as it is, at 24 pictures a second. */
async function shown(name: string): Promise<string> {
  const file = await asset(name);
  if (file.facts.kind !== 'video') throw new Error(`${name} is ${file.facts.kind}`);
  const film = filmOf([{ footage: { kind: 'file', file }, frames: toFrames(file.facts.seconds, 24) }]);
  return (await room.cut(film)).file;
}

test.each([
  ['sound.flv', ['-c:v', 'flv', '-q:v', '2', '-c:a', 'libmp3lame', '-ar', '44100']],
  ['sound.ts', ['-c:v', 'mpeg2video', '-q:v', '2', '-c:a', 'mp2']],
  ['sound.wmv', ['-c:v', 'wmv2', '-q:v', '2', '-c:a', 'wmav2']],
])('where sound begins before the pictures, they stay together to the last one: %s', async (name, coding) => {
  await room.ffmpeg('-i', path('plain.mov'), ...coding, path(name));
  const film = await shown(name);
  expect(await numbers(room, film)).toEqual(counting(0, 48));
  expect(Math.abs((await heardAt(film)) - 1)).toBeLessThan(0.005);
});

test('each of several recordings in an MPEG-TS is heard in time with its pictures', async () => {
  await room.ffmpeg('-i', path('plain.mov'), '-c:v', 'copy', '-c:a', 'aac', path('one.ts'));
  const one = await readFile(path('one.ts'));
  await writeFile(path('joined.ts'), Buffer.concat([one, one, one]));
  const film = await shown('joined.ts');
  const seen = (await numbers(room, film)).flatMap((number, frame) => (number === 24 ? [frame / 24] : []));
  expect(seen).toHaveLength(3);
  const sound = await heard(room, film);
  for (const time of seen) {
    const from = Math.round((time - 0.3) * 48_000);
    const loud = sound.subarray(from, from + 28_800).findIndex((sample) => Math.abs(sample) > 0.15);
    expect(Math.abs(loud / 48_000 - 0.3)).toBeLessThan(0.01);
  }
});

test('the last picture of an AVI that begins with a gap is shown', async () => {
  const gap = ['-vf', "select='not(eq(n,1))'", '-vsync', '0', '-an', '-c:v', 'mpeg4', '-q:v', '2'];
  await room.ffmpeg('-i', path('plain.mov'), ...gap, path('gap.avi'));
  const film = await numbers(room, await shown('gap.avi'));
  expect(film).toEqual([0, 0, ...counting(2, 46)]);
});

test('Windows Media sound is heard at the time that the file says', async () => {
  await room.ffmpeg('-i', path('plain.mov'), '-vn', '-c:a', 'wmav2', path('sound.wma'));
  const footage = { kind: 'file', file: await asset('plain.mov') } as const;
  const film = filmOf([{ footage, frames: 48 }], { keepSound: false });
  const music = { file: await asset('sound.wma'), volume: 0, duck: false, fadeIn: 0, fadeOut: 0 };
  const cut = await room.cut({ ...film, sound: { ...film.sound, music } });
  // What the encoder puts before it is in the file.
  expect(Math.abs((await heardAt(cut.file)) - 1 - 2048 / 48_000)).toBeLessThan(0.005);
});

test.each([
  ['H.264', ['-c', 'copy']],
  ['MPEG-4', ['-c:v', 'mpeg4', '-q:v', '2', '-g', '12', '-c:a', 'copy']],
])(
  'a film that was trimmed to begin between two pictures begins with the next one: %s',
  async (_, coding) => {
    await room.ffmpeg('-i', path('plain.mov'), ...coding, path('all.mov'));
    await changeTracks(path('all.mov'), path('trimmed.mov'), (track) => [
      [1400, Math.round(0.51 * (track === 0 ? 12_288 : 48_000))],
    ]);
    const film = await shown('trimmed.mov');
    expect((await numbers(room, film)).slice(0, 33)).toEqual(counting(13, 33));
    expect(Math.abs((await heardAt(film)) - (1 - 13 / 24))).toBeLessThan(0.005);
  },
);
