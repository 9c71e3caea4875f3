import { starts } from './file-starts.ts';
import type { OpenFile } from './open-file.ts';

type Bytes = Pick<OpenFile, 'head' | 'size' | 'read'>;

/** Bytes read of a file's end. A block of sound is shorter. */
const window = 1 << 20;

/** Whether a FLAC, WavPack, TTA or FLV counts more than it holds. */
export async function lacksCounted(file: Bytes): Promise<boolean> {
  const { head } = file;
  if (starts('fLaC')(head)) return isFlacShort(file);
  if (starts('wvpk')(head)) return isWavPackShort(file);
  if (starts('TTA1')(head)) return isTtaShort(file);
  return starts('FLV\x01')(head) && isFlvShort(file);
}

const endOf = async ({ size, read }: Bytes): Promise<Buffer> => {
  const from = Math.max(0, size - window);
  return read(from, size - from);
};

/**
 * FLAC's first header tells how many samples there are, and each frame which one it begins with (RFC 9639, 8.2 and 9.1). A part
 * that a program took may keep what the whole said, but ends behind a frame.
 */
async function isFlacShort(file: Bytes): Promise<boolean> {
  const { head } = file;
  if (head.length < 26) return false;
  const total = ((head[21] ?? 0) & 15) * 2 ** 32 + head.readUInt32BE(22);
  if (total === 0) return false;
  const usual = head.readUInt16BE(10);
  const bytes = await endOf(file);
  let [last, begin] = [0, 0];
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const end = flacFrameEnd(bytes, at, usual) ?? 0;
    if (end > last) [last, begin] = [end, at];
  }
  // What looks like the head of a frame by chance may count more, never less. The sum of a frame and its own sum is 0.
  return last > 0 && last < total && crc16(bytes.subarray(begin)) !== 0;
}

/** Samples up to the end of a frame whose head begins here. Undefined if none does. */
function flacFrameEnd(bytes: Buffer, at: number, usual: number): number | undefined {
  const [, second = 0, third = 0, fourth = 0, fifth = 0] = bytes.subarray(at, at + 5);
  if ((second & 0xfe) !== 0xf8 || (fourth & 1) !== 0) return undefined;
  const numbered = codedNumber(bytes, at + 4, fifth);
  if (!numbered) return undefined;
  const kind = third >> 4;
  const extra = kind === 6 ? 1 : kind === 7 ? 2 : 0;
  const rate = third & 15;
  const end = at + 4 + numbered.length + extra + (rate === 12 ? 1 : rate === 13 || rate === 14 ? 2 : 0);
  if (kind === 0 || rate === 15 || end >= bytes.length || crc8(bytes.subarray(at, end)) !== bytes[end])
    return undefined;
  const place = at + 4 + numbered.length;
  const length =
    kind === 1
      ? 192
      : kind < 6
        ? 576 << (kind - 2)
        : extra > 0
          ? bytes.readUIntBE(place, extra) + 1
          : 256 << (kind - 8);
  return ((second & 1) === 1 ? numbered.value : numbered.value * usual) + length;
}

/** A number as UTF-8 writes one, of up to seven bytes. */
function codedNumber(
  bytes: Buffer,
  at: number,
  first: number,
): { readonly value: number; readonly length: number } | undefined {
  if (first < 0x80) return { value: first, length: 1 };
  const length = Math.clz32(~(first << 24));
  if (length < 2 || length > 7 || at + length > bytes.length) return undefined;
  let value = first & (0x7f >> length);
  for (const byte of bytes.subarray(at + 1, at + length)) {
    if ((byte & 0xc0) !== 0x80) return undefined;
    value = value * 64 + (byte & 0x3f);
  }
  return { value, length };
}

const crc8 = (bytes: Uint8Array): number => crc(bytes, 8, 0x07);
const crc16 = (bytes: Uint8Array): number => crc(bytes, 16, 0x8005);

function crc(bytes: Uint8Array, width: number, polynomial: number): number {
  const top = 1 << (width - 1);
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << (width - 8);
    for (let bit = 0; bit < 8; bit++) sum = ((sum << 1) ^ (sum & top ? polynomial : 0)) & (2 * top - 1);
  }
  return sum;
}

/** Each block tells its length (WavPack 5, block header). */
async function isWavPackShort(file: Bytes): Promise<boolean> {
  const bytes = await endOf(file);
  const from = file.size - bytes.length;
  let end = 0;
  for (let at = bytes.indexOf('wvpk'); at >= 0 && at + 10 <= bytes.length; at = bytes.indexOf('wvpk', at + 1))
    // What looks like a block by chance lacks its version.
    if (bytes[at + 9] === 4) end = from + at + 8 + bytes.readUInt32LE(at + 4);
  return end > file.size;
}

/** A table at its beginning tells how long each frame is, of 256/245 s. */
async function isTtaShort({ head, size, read }: Bytes): Promise<boolean> {
  if (head.length < 22) return false;
  const frame = Math.floor((head.readUInt32LE(10) * 256) / 245);
  const frames = frame > 0 ? Math.ceil(head.readUInt32LE(14) / frame) : 0;
  const begin = 22 + 4 * frames + 4;
  if (begin > size) return frames > 0;
  const table = await read(22, 4 * frames);
  let end = begin;
  for (let at = 0; at + 4 <= table.length; at += 4) end += table.readUInt32LE(at);
  return end > size;
}

/**
 * A finished FLV tells its length among its tags. So does a part that a server or program took of it: but that ends behind a
 * tag, whose length is repeated there.
 */
async function isFlvShort({ head, size, read }: Bytes): Promise<boolean> {
  const at = head.indexOf('\0\x08filesize\0', 0, 'latin1');
  if (at < 0 || at + 19 > head.length || !(head.readDoubleBE(at + 11) > size)) return false;
  const tag = size - 4 - (size < 4 ? 0 : (await read(size - 4, 4)).readUInt32BE(0));
  const begin = tag > 0 ? await read(tag, 4) : undefined;
  return begin === undefined || begin.length < 4 || begin.readUIntBE(1, 3) + 11 !== size - 4 - tag;
}
