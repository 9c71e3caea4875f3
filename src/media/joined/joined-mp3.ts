import type { OpenFile } from '../open-file.ts';

/** Bytes read at once. */
const window = 1 << 20;
/** A tag may hold a picture; a sound is far shorter. */
const longestSound = 8192;

/**
 * Whether an MP3 is one sound behind the other without a gap, apart from the tags of several recordings that were put one
 * after the other: then nothing of it is damaged, though a decoder stumbles over each tag. Reads it to the end.
 */
export async function isJoinedMp3({ size, read }: OpenFile): Promise<boolean> {
  let sounds = 0;
  let tagsWithin = 0;
  for (let from = 0; from < size; ) {
    const bytes = await read(from, Math.min(window, size - from));
    let at = 0;
    while (at < bytes.length && (at + longestSound <= bytes.length || from + bytes.length >= size)) {
      const sound = soundLength(bytes, at);
      const length = sound ?? tagLength(bytes, at);
      if (length === undefined) return false;
      if (sound !== undefined) sounds++;
      else if (sounds > 0 && from + at + length < size) tagsWithin++;
      at += length;
    }
    from += at;
  }
  return tagsWithin > 0;
}

/** Sounds one behind the other that are none by chance. */
const enough = 4;

/** Whether an MP3 ends within a sound, as a download that was broken off. What a program took a part of ends behind one. */
export async function endsWithinSound({ size, read }: OpenFile): Promise<boolean> {
  const from = Math.max(0, size - window / 16);
  const bytes = await read(from, size - from);
  for (let first = 0; first < Math.min(longestSound, bytes.length); first++) {
    let [at, sounds] = [first, 0];
    for (
      let length = soundLength(bytes, at);
      length !== undefined;
      length = soundLength(bytes, at) ?? tagLength(bytes, at)
    ) {
      at += length;
      sounds++;
    }
    const rest = bytes.length - at;
    if (sounds >= enough) return rest < 0 || (rest > 0 && rest < 4 && bytes[at] === 0xff);
  }
  return false;
}

/** Bytes of a tag (ID3, version 2 or 1). Undefined if there is none. */
export function tagLength(bytes: Buffer, at: number): number | undefined {
  if (bytes.toString('latin1', at, at + 3) === 'TAG') return 128;
  if (bytes.toString('latin1', at, at + 3) !== 'ID3' || at + 10 > bytes.length) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at + 6, at + 10);
  const hasFooter = ((bytes[at + 5] ?? 0) & 16) !== 0;
  return 10 + a * 2 ** 21 + b * 2 ** 14 + c * 2 ** 7 + d + (hasFooter ? 10 : 0);
}

/** kbit/s of layer III, in MPEG-1 and in its extensions to lower rates. */
const bitRates = {
  full: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  low: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const rates = [44_100, 48_000, 32_000];

/** ISO/IEC 11172-3, 2.4.2.3. */
function soundLength(bytes: Buffer, at: number): number | undefined {
  if (at + 4 > bytes.length || bytes[at] !== 0xff) return undefined;
  const [second = 0, third = 0] = bytes.subarray(at + 1, at + 3);
  const version = (second >> 3) & 3;
  const isLayer3 = (second & 0xe6) === 0xe2;
  const rate = rates[(third >> 2) & 3];
  if (!isLayer3 || version === 1 || rate === undefined) return undefined;
  const isFull = version === 3;
  const kbits = bitRates[isFull ? 'full' : 'low'][third >> 4];
  if (!kbits) return undefined;
  const shrunk = isFull ? 1 : version === 2 ? 2 : 4;
  return Math.floor(((isFull ? 144_000 : 72_000) * kbits) / (rate / shrunk)) + ((third >> 1) & 1);
}
