import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytesOfParts } from '../../../src/media/mp4/byte-source.ts';
import type { Samples } from '../../../src/media/mp4/read-samples.ts';
import { samplesOf } from '../../../src/media/mp4/sample-source.ts';
import type { Mp4PictureTrack, Mp4SoundTrack } from '../../../src/media/mp4/track.ts';
import { type Mp4Stream, writeMp4 } from '../../../src/media/mp4/write-mp4.ts';
import { readFootage } from '../../../src/media/read-footage.ts';
import { readSound } from '../../../src/media/read-sound.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storycut-mp4-'));
  file = join(folder, 'film.mp4');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Headers of a real 64x64 stream, so that the reader takes it for one. */
const avcC = Uint8Array.from(
  Buffer.from('0142c00affe100176742c00ad90426c044000003000400000300c03c48992001000568cb83cb20', 'hex'),
);
const step = 512;
const packet = 1024;

const contents = fc.array(fc.uint8Array({ minLength: 5, maxLength: 200 }), { minLength: 1, maxLength: 90 });

/** Groups of frames, each shown in another order than decoded. */
const pictures = fc
  .array(
    fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }).map((order) => [0, ...order.map((n) => n + 1)]),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((groups) => groups.flatMap((group, g) => group.map((shown) => g * 6 + shown)));

function pictureTrack(shows: readonly number[], samples: readonly Uint8Array[]): Mp4PictureTrack {
  const wait = shows.reduce((most, frame, i) => Math.max(most, i - frame), 0);
  return {
    kind: 'picture',
    timescale: 24 * step,
    step,
    lastStep: step,
    skip: wait * step,
    duration: shows.length * step,
    size: { width: 64, height: 64 },
    avcC,
    sizes: Uint32Array.from(samples, ({ length }) => length),
    keys: shows.flatMap((_, i) => (i % 6 === 0 ? [i] : [])),
    delays: Uint16Array.from(shows, (frame, i) => frame - i + wait),
  };
}

function soundTrack(samples: readonly Uint8Array[], cut: number): Mp4SoundTrack {
  return {
    kind: 'sound',
    timescale: 48_000,
    step: packet,
    lastStep: packet - cut,
    skip: packet,
    duration: (samples.length - 1) * packet - cut,
    config: Uint8Array.of(0x11, 0x90),
    channels: 2,
    sizes: Uint32Array.from(samples, ({ length }) => length),
  };
}

async function write(streams: readonly Mp4Stream[], title = 'A film'): Promise<void> {
  const handle = await open(file, 'w');
  await writeMp4(handle, streams, { title, chapters: [] }).finally(() => handle.close());
}

/** So many of the film's samples, from one on, and whether there are no more. */
async function copied(samples: Samples, index: number, count: number): Promise<Buffer> {
  const source = samplesOf([{ file, samples, index, count }]);
  const bytes = Buffer.alloc(
    samples.sizes.subarray(index, index + count).reduce((sum, size) => sum + size, 0),
  );
  const half = Math.floor(bytes.length / 2);
  expect(await source.fill([bytes.subarray(0, half), bytes.subarray(half)])).toBe(true);
  expect(source.hasMore()).toBe(false);
  await source.close();
  return bytes;
}

test('what is written reads back: bytes, times, keys and headers', async () => {
  await fc.assert(
    fc.asyncProperty(pictures, contents, fc.nat(1000), fc.string(), async (shows, aac, cut, title) => {
      const samples = shows.map((frame) => Uint8Array.of(0, 0, 0, 4, 0x65, frame, frame >> 8, 0));
      const track = pictureTrack(shows, samples);
      await write(
        [
          { track, bytes: bytesOfParts(samples) },
          { track: soundTrack(aac, cut), bytes: bytesOfParts(aac) },
        ],
        title,
      );
      const footage = await readFootage(file);
      expect(footage).toMatchObject({ size: { width: 64, height: 64 }, start: 0, hasSound: true });
      const packets = footage?.avc;
      if (!packets) throw new Error('no picture');
      expect([...packets.times].map((time) => Math.round(time * 24))).toEqual(shows);
      expect([...packets.keys].flatMap((key, i) => (key === 1 ? [i] : []))).toEqual([...track.keys]);
      expect(packets.avcC).toEqual(avcC);
      expect(await copied(packets, 0, shows.length)).toEqual(Buffer.concat(samples));
      const part = Math.floor(shows.length / 2);
      expect(await copied(packets, part, shows.length - part)).toEqual(Buffer.concat(samples.slice(part)));
      const sound = await readSound(file);
      if (!sound) throw new Error('no sound');
      expect(sound).toMatchObject({ channels: 2, rate: 48_000, priming: packet });
      expect(sound.config).toEqual(Uint8Array.of(0x11, 0x90));
      expect(await copied(sound, 0, aac.length)).toEqual(Buffer.concat(aac));
    }),
    { numRuns: 20 },
  );
});

test('a stream that is not as long as announced is refused', async () => {
  const track = pictureTrack([0], [new Uint8Array(8)]);
  await expect(write([{ track, bytes: bytesOfParts([new Uint8Array(9)]) }])).rejects.toThrow(
    'picture is longer',
  );
  await expect(write([{ track, bytes: bytesOfParts([new Uint8Array(7)]) }])).rejects.toThrow(
    'picture is shorter',
  );
});
