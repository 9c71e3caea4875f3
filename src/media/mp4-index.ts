import type { Size } from '../core/frames.ts';
import { box, descriptor, fullBox, runs, text, u8, u16, u32, u32s, u64, zeros } from './mp4-boxes.ts';

/** What an MP4's index says of one track: everything but the samples' bytes. */
export type Mp4Track = Mp4PictureTrack | Mp4SoundTrack;

interface TrackBase {
  /** Units in a second that the durations below count. */
  readonly timescale: number;
  /** Bytes of each sample, in decode order. */
  readonly sizes: Uint32Array;
  /** Units shown before the first sample that counts: what a decoder makes and a player drops. */
  readonly skip: number;
  /** Units that are shown. */
  readonly duration: number;
  /** Units that every sample but the last one lasts. */
  readonly step: number;
  readonly lastStep: number;
}

export interface Mp4PictureTrack extends TrackBase {
  readonly kind: 'picture';
  readonly size: Size;
  /** The avcC box's content. */
  readonly avcC: Uint8Array;
  /** For each sample, its display time less its decode time, in steps, 0 or more. */
  readonly delays: Uint16Array;
  /** Indices of samples that can be decoded without those before, ascending. */
  readonly keys: readonly number[];
}

export interface Mp4SoundTrack extends TrackBase {
  readonly kind: 'sound';
  /** AAC's AudioSpecificConfig. */
  readonly config: Uint8Array;
  readonly channels: number;
}

/** Durations of the whole film are counted in this: exact for every whole frame rate up to 60 and for sound. */
const movieScale = 48_000;
const identity = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
/** ISO 639-2 `und`, packed. */
const undetermined = 0x55c4;

export const fileType = (): Uint8Array =>
  box('ftyp', text('isom'), u32(0x200), text('isom'), text('iso2'), text('avc1'), text('mp41'));

/** The head of a box of samples that are `length` bytes together. */
export const mediaDataHead = (length: number): Uint8Array => {
  const head = box('mdat', zeros(8));
  head.set(u32(1), 0);
  head.set(u64(length + head.length), 8);
  return head;
};

/** A run of a track's samples that stand together in the file. */
export interface Chunk {
  readonly samples: number;
  /** Where it begins in the file, in bytes. */
  readonly offset: number;
}

/**
 * The index of a whole file, with each track's chunks. It holds no date, so that the same film is the same
 * bytes, and has the same length whatever the offsets are, so that it can stand before what it points to.
 */
export function movie(
  tracks: readonly Mp4Track[],
  chunks: readonly (readonly Chunk[])[],
  title: string,
): Uint8Array {
  const duration = Math.max(0, ...tracks.map(shown));
  const header = fullBox(
    'mvhd',
    1,
    0,
    u64(0, 0),
    u32(movieScale),
    u64(duration),
    u32(0x10000),
    u16(0x100),
    zeros(10),
    identity,
    zeros(24),
    u32(tracks.length + 1),
  );
  const boxes = tracks.map((track, i) => trackBox(track, i + 1, chunks[i] ?? []));
  return box('moov', header, ...boxes, titleBox(title));
}

const shown = (track: Mp4Track): number => Math.round((track.duration * movieScale) / track.timescale);

function trackBox(track: Mp4Track, id: number, chunks: readonly Chunk[]): Uint8Array {
  const { width, height } = track.kind === 'picture' ? track.size : { width: 0, height: 0 };
  const volume = track.kind === 'sound' ? 0x100 : 0;
  const alternate = track.kind === 'sound' ? 1 : 0;
  const header = fullBox(
    'tkhd',
    1,
    3,
    u64(0, 0),
    u32(id, 0),
    u64(shown(track)),
    zeros(8),
    u16(0, alternate, volume, 0),
    identity,
    u32(width * 0x10000, height * 0x10000),
  );
  const edit = fullBox('elst', 1, 0, u32(1), u64(shown(track), track.skip), u16(1, 0));
  return box('trak', header, ...(track.skip > 0 ? [box('edts', edit)] : []), mediaBox(track, chunks));
}

function mediaBox(track: Mp4Track, chunks: readonly Chunk[]): Uint8Array {
  const duration = (track.sizes.length - 1) * track.step + track.lastStep;
  const header = fullBox('mdhd', 1, 0, u64(0, 0), u32(track.timescale), u64(duration), u16(undetermined, 0));
  const [type, name] = track.kind === 'picture' ? ['vide', 'Picture'] : ['soun', 'Sound'];
  const handler = fullBox('hdlr', 0, 0, zeros(4), text(type), zeros(12), text(`${name}\0`));
  const kindHeader =
    track.kind === 'picture' ? fullBox('vmhd', 0, 1, zeros(8)) : fullBox('smhd', 0, 0, zeros(4));
  const here = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));
  return box('mdia', header, handler, box('minf', kindHeader, here, sampleTable(track, chunks)));
}

function sampleTable(track: Mp4Track, chunks: readonly Chunk[]): Uint8Array {
  const common = [timesBox(track), chunksBox(chunks), sizesBox(track), offsetsBox(chunks)];
  if (track.kind === 'sound') return box('stbl', fullBox('stsd', 0, 0, u32(1), soundEntry(track)), ...common);
  const delayed = track.delays.some((delay) => delay > 0);
  const delays = runs(track.delays).flatMap(({ count, value }) => [count, value * track.step]);
  return box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), pictureEntry(track)),
    ...common,
    fullBox('stss', 0, 0, u32(track.keys.length), u32s(track.keys.map((index) => index + 1))),
    ...(delayed ? [fullBox('ctts', 0, 0, u32(delays.length / 2), u32s(delays))] : []),
  );
}

function timesBox(track: Mp4Track): Uint8Array {
  const count = track.sizes.length;
  const same = track.lastStep === track.step ? count : count - 1;
  const entries = [...(same > 0 ? [same, track.step] : []), ...(same < count ? [1, track.lastStep] : [])];
  return fullBox('stts', 0, 0, u32(entries.length / 2), u32s(entries));
}

function chunksBox(chunks: readonly Chunk[]): Uint8Array {
  let chunk = 1;
  const entries: number[] = [];
  for (const { count, value } of runs(chunks.map(({ samples }) => samples))) {
    entries.push(chunk, value, 1);
    chunk += count;
  }
  return fullBox('stsc', 0, 0, u32(entries.length / 3), u32s(entries));
}

const sizesBox = (track: Mp4Track): Uint8Array =>
  fullBox('stsz', 0, 0, u32(0, track.sizes.length), u32s(track.sizes));

const offsetsBox = (chunks: readonly Chunk[]): Uint8Array =>
  fullBox('co64', 0, 0, u32(chunks.length), ...chunks.map(({ offset }) => u64(offset)));

function pictureEntry(track: Mp4PictureTrack): Uint8Array {
  const { width, height } = track.size;
  return box(
    'avc1',
    zeros(6),
    u16(1),
    zeros(16),
    u16(width, height),
    u32(0x480000, 0x480000, 0),
    u16(1),
    zeros(32),
    u16(24, 0xffff),
    box('avcC', track.avcC),
    box('pasp', u32(1, 1)),
  );
}

function soundEntry(track: Mp4SoundTrack): Uint8Array {
  const bytes = track.sizes.reduce((sum, size) => sum + size, 0);
  const seconds = (track.sizes.length * track.step) / track.timescale;
  const bitrate = Math.round((bytes * 8) / seconds);
  // 0x40 is AAC, 0x15 an audio stream.
  const config = descriptor(4, u8(0x40, 0x15, 0, 0, 0), u32(bitrate, bitrate), descriptor(5, track.config));
  return box(
    'mp4a',
    zeros(6),
    u16(1),
    zeros(8),
    u16(track.channels, 16, 0, 0),
    u32(track.timescale * 0x10000),
    fullBox('esds', 0, 0, descriptor(3, u16(0), u8(0), config, descriptor(6, u8(2)))),
  );
}

function titleBox(title: string): Uint8Array {
  const handler = fullBox('hdlr', 0, 0, zeros(4), text('mdir'), text('appl'), zeros(9));
  const value = box('data', u32(1, 0), text(title));
  return box('udta', fullBox('meta', 0, 0, handler, box('ilst', box('©nam', value))));
}
