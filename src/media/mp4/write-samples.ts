import { unreachable } from '../../core/result.ts';
import { type Mp4PictureTrack, type Mp4SoundTrack, type Mp4Track, stepsOf } from './track.ts';
import { box, descriptor, fullBox, joined, runs, u8, u16, u32, u32s, u64, zeros } from './write-boxes.ts';

/** Consecutive samples of a track, stored together in the file. */
export interface Chunk {
  readonly samples: number;
  /** Its offset in the file, in bytes. */
  readonly offset: number;
}

/** How a track's samples are decoded, how long they last, and where they are stored. */
export function sampleTable(track: Mp4Track, chunks: readonly Chunk[]): Uint8Array {
  return box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), sampleEntry(track)),
    timesBox(track),
    chunksBox(chunks),
    fullBox('stsz', 0, 0, u32(0, track.sizes.length), u32s(track.sizes)),
    fullBox('co64', 0, 0, u32(chunks.length), joined(chunks.map(({ offset }) => u64(offset)))),
    ...(track.kind === 'picture' ? orderBoxes(track) : []),
  );
}

function timesBox(track: Mp4Track): Uint8Array {
  const entries = stepsOf(track).flatMap(({ count, value }) => [count, value]);
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

/** Keyframes, and the display order if it differs from the decode order. */
function orderBoxes({ keys, delays, step }: Mp4PictureTrack): readonly Uint8Array[] {
  const begins = fullBox('stss', 0, 0, u32(keys.length), u32s(keys.map((index) => index + 1)));
  if (delays.every((delay) => delay === 0)) return [begins];
  const entries = runs(delays).flatMap(({ count, value }) => [count, value * step]);
  return [begins, fullBox('ctts', 0, 0, u32(entries.length / 2), u32s(entries))];
}

function sampleEntry(track: Mp4Track): Uint8Array {
  switch (track.kind) {
    case 'picture':
      return pictureEntry(track);
    case 'sound':
      return soundEntry(track);
    case 'chapters':
      // QuickTime's text, black on black and without a font: it is never shown.
      return box('text', zeros(6), u16(1), zeros(44));
    default:
      return unreachable(track);
  }
}

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
