import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toFrames } from '../../src/core/frames.ts';
import { mixDown } from '../../src/media/mix-down.ts';
import { readFootage } from '../../src/media/read-footage.ts';
import { viewFootage } from '../../src/media/view-footage.ts';
import { changeTracks } from '../rig/mp4-index.ts';
import { cuttingRoom, filmOf, heard, type TestRoom } from '../stitch/room.ts';

let room: TestRoom;
const path = (name: string) => join(room.folder, name);

beforeAll(async () => {
  room = await cuttingRoom();
  const plain = await room.clip({ frames: 24 });
  await room.ffmpeg('-i', room.fileOf(plain), '-c', 'copy', path('plain.mp4'));
});
afterAll(() => room.remove());

const rate = 48_000;
const toneOf = (channel: number): number => 300 + 100 * channel;

/** A second of WAV with a tone of its own in each channel. `mask`: where they are heard; absent: nobody knows. */
function wav(channels: number, mask?: number): Buffer {
  const sound = Buffer.alloc(rate * channels * 2);
  for (let i = 0; i < rate; i++)
    for (let channel = 0; channel < channels; channel++)
      sound.writeInt16LE(
        Math.round(3000 * Math.sin((2 * Math.PI * toneOf(channel) * i) / rate)),
        2 * (i * channels + channel),
      );
  const format = Buffer.alloc(mask === undefined ? 16 : 40);
  format.writeUInt16LE(mask === undefined ? 1 : 0xfffe, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(rate, 4);
  format.writeUInt32LE(rate * channels * 2, 8);
  format.writeUInt16LE(channels * 2, 12);
  format.writeUInt16LE(16, 14);
  if (mask !== undefined) {
    format.writeUInt16LE(22, 16);
    format.writeUInt16LE(16, 18);
    format.writeUInt32LE(mask, 20);
    format.write('0100000000001000800000aa00389b71', 24, 'hex');
  }
  const chunk = (name: string, content: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(name, 'latin1');
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, content]);
  };
  const inside = Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', format), chunk('data', sound)]);
  return chunk('RIFF', inside);
}

/** How loud a tone is in a second of sound. */
function loudness(sound: Float32Array, tone: number): number {
  let [cosine, sine] = [0, 0];
  for (let i = 0; i < sound.length; i++) {
    const angle = (2 * Math.PI * tone * i) / rate;
    cosine += (sound[i] ?? 0) * Math.cos(angle);
    sine += (sound[i] ?? 0) * Math.sin(angle);
  }
  return (2 * Math.hypot(cosine, sine)) / sound.length;
}

/** The channels that are heard on each side of a film. */
const channelsIn = async (film: string, channels: number) =>
  channelsOf([await heard(room, film, 0), await heard(room, film, 1)], channels);

/** The same of what is judged of footage. */
async function judged(name: string, channels: number) {
  const facts = await readFootage(path(name));
  if (!facts) throw new Error(`${name} is no footage`);
  const blocks: Float32Array[] = [];
  const viewer = { see: () => {}, hear: (block: Float32Array) => void blocks.push(Float32Array.from(block)) };
  const view = { file: path(name), facts, size: { width: 16, height: 16 } };
  expect(await viewFootage(room.room.tools, view, viewer)).toMatchObject({ ok: true });
  const sides = [0, 1].map((side) =>
    Float32Array.from(blocks.flatMap((block) => [...block.filter((_, i) => i % 2 === side)])),
  );
  return channelsOf(sides, channels);
}

function channelsOf(sides: readonly Float32Array[], channels: number) {
  return sides.map((side) =>
    Array.from({ length: channels }, (_, n) => n).filter((n) => {
      const middle = side.slice(rate / 4, (rate * 3) / 4);
      return loudness(middle, toneOf(n)) > 0.003;
    }),
  );
}

async function asset(name: string) {
  const read = await room.room.readAsset(path(name));
  if (!read.ok) throw new Error(read.error.message);
  return { path: name, absolute: path(name), ...read.value };
}

async function asMusic(name: string, channels: number) {
  const music = { file: await asset(name), volume: 0, duck: false, fadeIn: 0, fadeOut: 0 };
  const film = filmOf([{ footage: await room.own('plain.mp4'), frames: 24 }], { keepSound: false });
  const { file } = await room.cut({ ...film, sound: { ...film.sound, music } });
  return channelsIn(file, channels);
}

async function ofFootage(name: string, channels: number) {
  const file = await asset(name);
  if (file.facts.kind !== 'video') throw new Error(`${name} is ${file.facts.kind}`);
  const frames = toFrames(file.facts.seconds, 24);
  const cut = await room.cut(filmOf([{ footage: { kind: 'file', file }, frames }]));
  return channelsIn(cut.file, channels);
}

const all = (channels: number, but: number): readonly number[] =>
  Array.from({ length: channels }, (_, n) => n).filter((n) => n !== but);

describe('sound of many channels', () => {
  test.each([
    ['5.1.4', 10, 0x2d60f, [0, 2, 4, 6, 8], [1, 2, 5, 7, 9]],
    ['7.1.4', 12, 0x2d63f, [0, 2, 4, 6, 8, 10], [1, 2, 5, 7, 9, 11]],
    ['hexagonal', 6, 0x137, [0, 2, 3, 5], [1, 2, 4, 5]],
    ['above alone', 4, 0x2d000, [0, 2], [1, 3]],
    ['5.1', 6, 0x3f, [0, 2, 4], [1, 2, 5]],
  ])('is heard on its sides: %s', async (_, channels, mask, left, right) => {
    await writeFile(path('many.wav'), wav(channels, mask));
    expect(await asMusic('many.wav', channels)).toEqual([left, right]);
  });

  test.each([3, 4, 6, 7, 8, 9, 16, 24])(
    'is all heard where nobody says on which side: %i',
    async (channels) => {
      await writeFile(path('unknown.wav'), wav(channels));
      expect(await asMusic('unknown.wav', channels)).toEqual([all(channels, 1), all(channels, 0)]);
    },
  );

  test.each([
    ['mov', ['-c:v', 'copy', '-c:a', 'pcm_s16le']],
    ['avi', ['-c:v', 'mpeg4', '-q:v', '2', '-c:a', 'pcm_s16le']],
    ['nut', ['-c:v', 'copy', '-c:a', 'pcm_s16le']],
  ])('is all heard of footage in %s', async (ending, args) => {
    await writeFile(path('nine.wav'), wav(9));
    const tracks = ['-i', path('plain.mp4'), '-i', path('nine.wav'), '-map', '0:v', '-map', '1:a'];
    await room.ffmpeg(...tracks, ...args, path(`nine.${ending}`));
    expect(await ofFootage(`nine.${ending}`, 9)).toEqual([all(9, 1), all(9, 0)]);
  });
});

test('a field of sound is heard as by two microphones in it, and what is beside it on its side', () => {
  expect(mixDown({ kind: 'ambisonic', order: 1, count: 4 })).toContain(
    'c0=0.5000*c0+0.5000*c1|c1=0.5000*c0+-0.5000*c1',
  );
  expect(mixDown({ kind: 'ambisonic', order: 1, count: 6 })).toContain(
    'c0=0.5000*c0+0.5000*c1+1.0000*c4|c1=0.5000*c0+-0.5000*c1+1.0000*c5',
  );
});

describe('tracks of one channel each, as cameras and editors record them', () => {
  /** Footage with a tone of its own in each track. */
  async function withTracks(name: string, count: number, coding: readonly string[]): Promise<void> {
    for (let n = 0; n < count; n++) {
      const samples = wav(n + 1);
      await writeFile(path(`all-${n}.wav`), samples);
      await room.ffmpeg('-i', path(`all-${n}.wav`), '-af', `pan=mono|c0=c${n}`, path(`one-${n}.wav`));
    }
    const numbers = Array.from({ length: count }, (_, n) => n);
    await room.ffmpeg(
      ...['-i', path('plain.mp4'), ...numbers.flatMap((n) => ['-i', path(`one-${n}.wav`)])],
      ...['-map', '0:v', ...numbers.flatMap((n) => ['-map', `${n + 1}:a`]), ...coding, path(name)],
    );
  }

  test.each([
    ['two.mxf', 2, ['-c:v', 'mpeg2video', '-q:v', '2']],
    ['four.mxf', 4, ['-c:v', 'mpeg2video', '-q:v', '2']],
    ['xavc.mxf', 4, ['-pix_fmt', 'yuv422p10le']],
  ])('are heard together: %s', async (name, count, coding) => {
    await withTracks(name, count, [...coding, '-c:a', 'pcm_s16le']);
    expect(await ofFootage(name, count)).toEqual([all(count, 1), all(count, 0)]);
    expect(await asMusic(name, count)).toEqual([all(count, 1), all(count, 0)]);
  });

  test.each([
    ['pcm.mov', 2, ['-c:v', 'copy', '-c:a', 'pcm_s24le']],
    ['photo.mov', 3, ['-c:v', 'mjpeg', '-q:v', '2', '-c:a', 'pcm_s16le']],
    ['phone.mp4', 3, ['-c:v', 'copy', '-c:a', 'aac', '-b:a', '128k']],
  ])('are heard as far as they are enabled: %s', async (name, count, coding) => {
    await withTracks(name, count, coding);
    const enable = (to: string, isOn: (track: number) => boolean) =>
      changeTracks(path(name), path(to), (track, header) => {
        header.writeUInt8(isOn(track) ? 3 : 2, 3);
        return undefined;
      });
    await enable(`on-${name}`, () => true);
    await enable(`first-${name}`, (track) => track < 2);
    expect(await ofFootage(`on-${name}`, count)).toEqual([all(count, 1), all(count, 0)]);
    expect(await asMusic(`on-${name}`, count)).toEqual([all(count, 1), all(count, 0)]);
    expect(await judged(`on-${name}`, count)).toEqual([all(count, 1), all(count, 0)]);
    expect(await ofFootage(`first-${name}`, count)).toEqual([[0], [0]]);
    expect(await judged(`first-${name}`, count)).toEqual([[0], [0]]);
  });
});
