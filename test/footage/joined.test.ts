import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cuttingRoom, filmOf, heard, type TestRoom } from '../stitch/room.ts';

let room: TestRoom;
const path = (name: string) => join(room.folder, name);
const read = (name: string) => room.room.readAsset(path(name));

beforeAll(async () => {
  room = await cuttingRoom();
  const plain = await room.clip({ frames: 24, tone: 300, args: ['-bf', '0'] });
  await room.ffmpeg('-i', room.fileOf(plain), '-c', 'copy', path('plain.mp4'));
  // The second has another sound.
  await room.ffmpeg(
    ...['-i', path('plain.mp4'), '-f', 'lavfi', '-i', 'sine=f=1200:r=48000:d=1'],
    ...['-map', '0:v', '-map', '1:a', '-c:v', 'copy', '-ac', '2', path('other.mp4')],
  );
});
afterAll(() => room.remove());

/** A file of each recording, one behind the other. */
async function joined(name: string, args: readonly string[], more: readonly string[] = args): Promise<void> {
  await room.ffmpeg('-i', path('plain.mp4'), ...args, path(`first-${name}`));
  await room.ffmpeg('-i', path('other.mp4'), ...more, path(`second-${name}`));
  const parts = [await readFile(path(`first-${name}`)), await readFile(path(`second-${name}`))];
  await writeFile(path(name), Buffer.concat(parts));
}

/** A film of two seconds with this music, and what was said of it. */
async function withMusic(name: string) {
  const found = await read(name);
  if (!found.ok) throw new Error(found.error.message);
  const file = { path: name, absolute: path(name), ...found.value };
  const music = { file, volume: 0, duck: false, fadeIn: 0, fadeOut: 0 };
  const film = filmOf([{ footage: await room.own('plain.mp4'), frames: 48 }], { keepSound: false });
  const cut = await room.cut({ ...film, sound: { ...film.sound, music } });
  const told = room.events.flatMap((event) => (event.type === 'notice' ? [event.diagnostic.code] : []));
  return { ...cut, told };
}

const copied = ['-c', 'copy'];
const fragments = ['-c', 'copy', '-movflags', 'frag_keyframe+empty_moov'];

describe('recordings that were joined by putting one behind the other', () => {
  test.each([
    ['two.mp4', copied],
    ['index-first.mp4', [...copied, '-movflags', 'faststart']],
    ['fragments.mp4', fragments],
    ['fragments-first.mp4', fragments, copied],
    ['fragments-second.mp4', copied, fragments],
    ['two.m4a', ['-vn', ...copied]],
    ['two.mkv', copied],
    ['never-finished.mkv', [...copied, '-live', '1']],
    ['two.mka', ['-vn', ...copied]],
    ['two.flv', ['-c:v', 'copy', '-ar', '44100']],
    ['two.wmv', ['-c:v', 'wmv2', '-c:a', 'wmav2']],
    ['two.mxf', ['-c:v', 'mpeg2video', '-c:a', 'pcm_s16le']],
    ['two.nut', copied],
    ['two.y4m', ['-an', '-pix_fmt', 'yuv420p']],
    ['two.ivf', ['-an', '-c:v', 'libvpx', '-deadline', 'realtime']],
    ['two.ogv', ['-c:v', 'libtheora', '-c:a', 'libvorbis']],
    ['two.oga', ['-vn', '-c:a', 'flac']],
    ['two.wav', ['-vn']],
    ['two.aiff', ['-vn']],
    ['two.w64', ['-vn']],
    ['two.caf', ['-vn']],
    ['two.voc', ['-vn', '-c:a', 'pcm_s16le']],
    ['two.tta', ['-vn']],
    ['two.flac', ['-vn']],
    ['two.wv', ['-vn', '-c:a', 'wavpack', '-strict', '-2']],
  ])(
    'are refused where programs play the first alone: %s',
    async (name, args, more: readonly string[] = args) => {
      await joined(name, args, more);
      expect(await read(`first-${name}`)).toMatchObject({ ok: true });
      expect(await read(name)).toMatchObject({
        ...{ ok: false },
        error: {
          code: 'media-unsupported',
          message:
            'The file is several recordings, one after the other, of which programs play the first alone.',
          help: 'Give each as a file of its own, or join them in an editor.',
        },
      });
    },
  );

  test.each([
    ['two.mp3', ['-vn', '-c:a', 'libmp3lame']],
    ['two.ogg', ['-vn', '-c:a', 'libvorbis']],
    ['two.opus', ['-vn', '-c:a', 'libopus']],
    ['two.aac', ['-vn', '-c:a', 'copy']],
    ['two.ac3', ['-vn', '-c:a', 'ac3']],
  ])('are heard whole, and no damage is told: %s', async (name, args) => {
    await joined(name, args);
    const found = await read(name);
    if (!found.ok) throw new Error(found.error.message);
    const { facts } = found.value;
    // An old ffmpeg counts a pause where some recordings meet.
    expect(facts.kind === 'audio' && facts.seconds).toBeGreaterThan(1.95);
    const { told, file } = await withMusic(name);
    expect(told).not.toContain('partly-damaged');
    const sound = await heard(room, file);
    expect(tone(sound.slice(16_000, 32_000))).toBeCloseTo(300, -2);
    expect(tone(sound.slice(64_000, 80_000))).toBeCloseTo(1200, -2);
  });

  test('damage in the middle of an MP3 is told as ever', async () => {
    await joined('damaged.mp3', ['-vn', '-c:a', 'libmp3lame']);
    const bytes = await readFile(path('damaged.mp3'));
    const at = Math.floor(bytes.length / 4);
    await writeFile(path('damaged.mp3'), Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 100)]));
    const { told } = await withMusic('damaged.mp3');
    expect(told).toContain('partly-damaged');
  });
});

test('an index of fragments that is repeated where they go on is no second film', async () => {
  await room.ffmpeg('-i', path('plain.mp4'), ...fragments, '-g', '12', path('stream.mp4'));
  const bytes = await readFile(path('stream.mp4'));
  const start = (type: string, from: number): number => bytes.indexOf(type, from) - 4;
  const first = start('moof', 0);
  const second = start('moof', first + 8);
  const again = [bytes.subarray(0, second), bytes.subarray(0, first), bytes.subarray(second)];
  await writeFile(path('again.mp4'), Buffer.concat(again));
  expect(await read('again.mp4')).toMatchObject({
    ok: true,
    value: { facts: { kind: 'video', frames: 24 } },
  });
});

/** In Hz, by how often it rises through silence. Of 48 000 samples a second. */
function tone(sound: readonly number[] | Float32Array): number {
  let rises = 0;
  for (let i = 1; i < sound.length; i++) if ((sound[i - 1] ?? 0) < 0 && (sound[i] ?? 0) >= 0) rises++;
  return (rises / sound.length) * 48_000;
}
