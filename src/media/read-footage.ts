import { open } from 'node:fs/promises';
import type { Size } from '../core/frames.ts';
import { readAvcC } from './avc/parameter-sets.ts';
import { readSequence } from './avc/sequence.ts';
import { boxAt, bytesOf } from './mp4/read-boxes.ts';
import { colourOf } from './mp4/read-colour.ts';
import { readEntry, readSoundEntry } from './mp4/read-entries.ts';
import { type PlainMp4, readPlainMp4 } from './mp4/read-index.ts';
import type { Samples } from './mp4/read-samples.ts';

/** What stitching must know of a piece of footage, read from its index without decoding. */
export interface FootageFacts {
  /** As shown: square pixels, turned the way it is meant. */
  readonly size: Size;
  /** Seconds from the file's time 0 to the first frame that is shown. */
  readonly start: number;
  readonly hasSound: boolean;
  /** How its colours are coded, as it says itself: `bt709` is HD television's way. */
  readonly matrix: string | undefined;
  /** Present where it is an MP4 of H.264 in plain pixels: no rotation, no stretched ones, no high dynamic range. */
  readonly avc?: AvcPackets;
}

export interface AvcPackets extends Samples {
  /** The avcC box's content. */
  readonly avcC: Uint8Array;
}

/** An AAC track as an encoder left it. */
export interface AacPackets extends Samples {
  /** AAC's AudioSpecificConfig. */
  readonly config: Uint8Array;
  readonly channels: number;
  readonly rate: number;
  /** Samples at its beginning that are not to be heard. */
  readonly priming: number;
}

/** Undefined: no footage, or of no container that is known. Throws what the reader throws on damaged bytes. */
export async function readFootage(file: string): Promise<FootageFacts | undefined> {
  const plain = await readPlainMp4(file, avcFootage);
  if (plain) return plain;
  const { readAnyFootage } = await import('./any-container.ts');
  return readAnyFootage(file);
}

/** Undefined where it is not H.264 in plain pixels. */
function avcFootage({ picture, sound }: PlainMp4): FootageFacts | undefined {
  if (picture?.coding !== 'avc1') return undefined;
  const { size, square, extensions } = readEntry(picture.description);
  const avcC = boxAt(extensions, 'avcC');
  const sets = avcC && readAvcC(bytesOf(avcC));
  const [sequence] = sets ? sets.sequence.values() : [];
  if (!avcC || !sequence) return undefined;
  const stream = readSequence(sequence);
  const { fullRange, highRange, matrix } = colourOf(boxAt(extensions, 'colr'), stream.colour);
  if (!square || !stream.square || fullRange || highRange) return undefined;
  return {
    size,
    start: firstShown(picture.times),
    hasSound: sound !== undefined,
    matrix,
    avc: { ...picture, avcC: bytesOf(avcC).slice() },
  };
}

/** Frames before the file's time 0 are there to be decoded, not shown. */
function firstShown(times: Float64Array): number {
  let first = Number.POSITIVE_INFINITY;
  for (const time of times) if (time > -1e-4 && time < first) first = time;
  return Number.isFinite(first) ? Math.max(0, first) : 0;
}

/** Undefined where a file is no MP4 with AAC in it. */
export const readSound = (file: string): Promise<AacPackets | undefined> => readPlainMp4(file, aacSound);

function aacSound({ sound }: PlainMp4): AacPackets | undefined {
  if (sound?.coding !== 'mp4a') return undefined;
  const { timescale: rate, times } = sound;
  const { config, channels } = readSoundEntry(sound.description);
  if (!config) return undefined;
  return { ...sound, config, channels, rate, priming: Math.round(-(times[0] ?? 0) * rate) };
}

/** Bytes that are read at a time. */
const span = 1 << 20;

/**
 * The bytes of `count` samples from the one at `index` in decode order, in parts of about a megabyte: what
 * stands between them in the file is read along and left out, since few large reads beat many small ones.
 */
export async function* sampleBytes(
  file: string,
  { offsets, sizes }: Samples,
  index: number,
  count: number,
): AsyncGenerator<Uint8Array> {
  const handle = await open(file);
  try {
    for (let next = index; next < index + count; ) {
      const from = offsets[next] ?? 0;
      const end = (sample: number): number => (offsets[sample] ?? 0) + (sizes[sample] ?? 0);
      let last = next;
      while (
        last + 1 < index + count &&
        (offsets[last + 1] ?? 0) >= end(last) &&
        end(last + 1) - from <= span
      )
        last++;
      const bytes = Buffer.allocUnsafeSlow(end(last) - from);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
      if (bytesRead < bytes.length) throw new Error(`${file} is shorter than it was`);
      let kept = 0;
      for (; next <= last; next++) {
        const at = (offsets[next] ?? 0) - from;
        if (at > kept) bytes.copyWithin(kept, at, at + (sizes[next] ?? 0));
        kept += sizes[next] ?? 0;
      }
      yield bytes.subarray(0, kept);
    }
  } finally {
    await handle.close();
  }
}
