import { readFile, stat, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { EncodedPacketSink, FilePathSource, Input, type InputTrack, MP4, QTFF } from 'mediabunny';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAnyMovie } from '../../../src/media/any-container.ts';
import { readPlainMp4 } from '../../../src/media/mp4/read-index.ts';
import type { Samples } from '../../../src/media/mp4/read-samples.ts';
import { readSample } from '../../../src/media/mp4/sample-source.ts';
import { withFile } from '../../../src/media/open-file.ts';
import { readFootage } from '../../../src/media/read-footage.ts';
import { readMovie } from '../../../src/media/read-movie.ts';
import { readSound } from '../../../src/media/read-sound.ts';
import { type Samples as Media, samples as makeSamples } from '../../rig/samples.ts';
import { turn } from '../../rig/turn.ts';

let here: Media;
const picture = (frames: number, rate = '24') => [
  ...['-f', 'lavfi', '-i', `testsrc=s=128x72:r=${rate}`, '-frames:v', String(frames)],
  ...['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast'],
];
const tone = ['-f', 'lavfi', '-t', '1.5', '-i', 'sine=r=48000', '-ac', '2', '-c:a', 'aac'];
const kinds: readonly (readonly [string, readonly string[]])[] = [
  ['both.mp4', [...tone, ...picture(36), '-bf', '3', '-metadata', 'comment=Take 2']],
  ['index-first.mp4', [...tone, ...picture(36), '-bf', '2', '-movflags', '+faststart']],
  ['silent.mp4', [...picture(50, '30000/1001'), '-bf', '0', '-g', '12']],
  ['quicktime.mov', [...tone, ...picture(36), '-bf', '2']],
  ['signed-delays.mp4', [...picture(36), '-bf', '2', '-movflags', '+negative_cts_offsets']],
  ['late-sound.mp4', [...tone, ...picture(36), '-af', 'asetpts=PTS+0.4/TB']],
  ['uncompressed.mov', [...picture(24), '-f', 'lavfi', '-t', '1', '-i', 'sine', '-c:a', 'pcm_s16le']],
  [
    'colours.mp4',
    [...picture(3), '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
  ],
];

beforeAll(async () => {
  here = await makeSamples();
  // Inputs come first, whatever order they are written down in.
  for (const [name, args] of kinds) await here.ffmpeg(...inputsFirst(args), name);
});
afterAll(() => here.remove());

function inputsFirst(args: readonly string[]): readonly string[] {
  const inputs: string[] = [];
  const rest: string[] = [];
  for (let i = 0; i < args.length; ) {
    const end = args[i] === '-f' ? args.indexOf('-i', i) + 2 : 0;
    if (end > 0) inputs.push(...args.slice(i, end));
    else rest.push(args[i] ?? '');
    i = Math.max(end, i + 1);
  }
  return [...inputs, ...rest];
}

const whole = (path: string) => withFile(path, (file) => readPlainMp4(file, (movie) => movie));

/** What a reader that we did not write finds in a track. */
async function judged(track: InputTrack | null) {
  if (!track) return undefined;
  const sink = new EncodedPacketSink(track);
  const found = {
    times: [] as number[],
    sizes: [] as number[],
    keys: [] as number[],
    bytes: [] as Uint8Array[],
  };
  for (let packet = await sink.getFirstPacket(); packet; packet = await sink.getNextPacket(packet)) {
    found.times.push(packet.timestamp);
    found.sizes.push(packet.byteLength);
    found.keys.push(packet.type === 'key' ? 1 : 0);
    found.bytes.push(packet.data);
  }
  return { ...found, bytes: Buffer.concat(found.bytes) };
}

async function seen(name: string, samples: Samples | undefined) {
  if (!samples) return undefined;
  const parts: Uint8Array[] = [];
  for (const i of samples.sizes.keys()) parts.push(await readSample(here.path(name), samples, i));
  const { times, sizes, keys } = samples;
  return { times: [...times], sizes: [...sizes], keys: [...keys], bytes: Buffer.concat(parts) };
}

describe('a plain film is read as a general reader reads it', () => {
  test.each(kinds.map(([name]) => name))('%s', async (name) => {
    const input = new Input({ source: new FilePathSource(here.path(name)), formats: [MP4, QTFF] });
    try {
      const plain = await whole(here.path(name));
      expect(plain).toBeDefined();
      expect(await seen(name, plain?.picture)).toEqual(await judged(await input.getPrimaryVideoTrack()));
      const track = await input.getPrimaryAudioTrack();
      expect(await readMovie(here.path(name))).toEqual(await readAnyMovie(here.path(name)));
      // Uncompressed sound it hands out in packets of its own making.
      if (name !== 'uncompressed.mov') expect(await seen(name, plain?.sound)).toEqual(await judged(track));
      const config = await (await input.getPrimaryVideoTrack())?.getDecoderConfig();
      const footage = await readFootage(here.path(name));
      expect(footage).toMatchObject({ size: { width: 128, height: 72 }, hasSound: track !== null });
      expect(footage?.matrix).toBe(config?.colorSpace?.matrix ?? undefined);
      expect(footage?.avc?.avcC).toEqual(config?.description);
      if (track === null || name === 'uncompressed.mov') return;
      const heard = await track.getDecoderConfig();
      expect(await readSound(here.path(name))).toMatchObject(
        name.endsWith('mp4') ? { channels: 2, rate: 48_000, config: heard?.description } : {},
      );
    } finally {
      input.dispose();
    }
  });
});

test.each([
  ['in fragments', 'fragments.mp4', ['-movflags', '+frag_keyframe+empty_moov']],
  ['turned', 'turned.mp4', []],
  ['in Matroska', 'other.mkv', []],
])('footage %s is left to the general reader, which does not copy', async (kind, name, args) => {
  if (kind === 'turned') await turn(here.path('silent.mp4'), here.path(name));
  else await here.ffmpeg('-i', 'silent.mp4', '-c', 'copy', ...args, name);
  expect(await whole(here.path(name))).toBeUndefined();
  const footage = await readFootage(here.path(name));
  expect(footage).toMatchObject({ start: 0, hasSound: false });
  expect(footage?.avc).toBeUndefined();
});

test('an index that would have its reader fill the memory is refused, of whatever kind the film is', async () => {
  await turn(here.path('silent.mp4'), here.path('bomb.mp4'));
  const bytes = await readFile(here.path('bomb.mp4'));
  bytes.writeUInt32BE(0xffff_ffff, bytes.indexOf('stts') + 12);
  await writeFile(here.path('bomb.mp4'), bytes);
  await expect(readFootage(here.path('bomb.mp4'))).rejects.toThrow('its index is damaged');
});

test('any damage to an index is either harmless or refused', async () => {
  const intact = await readFile(here.path('index-first.mp4'));
  const moov = intact.indexOf('moov');
  const length = intact.readUInt32BE(moov - 4);
  const damaged = here.path('damaged.mp4');
  const hit = fc.tuple(fc.nat(length), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(
      fc.array(hit, { minLength: 1, maxLength: 4 }),
      fc.nat(intact.length),
      async (hits, end) => {
        const bytes = Buffer.from(intact);
        for (const [at, value] of hits) bytes[moov + at] = value;
        await writeFile(damaged, bytes.subarray(0, Math.max(end, 40)));
        const plain = await whole(damaged).catch((error: Error) => {
          expect(error.message).toMatch(/^its index is|^it ends too early/);
        });
        // The general reader may refuse what this one passes over, and neither may fill the memory.
        const footage = await readFootage(damaged).catch(() => undefined);
        const { size } = await stat(damaged);
        for (const track of [plain?.picture, plain?.sound, footage?.avc]) {
          if (!track) continue;
          const ends = track.offsets.map((offset, i) => offset + (track.sizes[i] ?? 0));
          expect(Math.max(...ends)).toBeLessThanOrEqual(size);
        }
      },
    ),
    { numRuns: 30 },
  );
});
