import { latin, starts } from './file-starts.ts';
import { tagLength } from './joined/joined-mp3.ts';
import type { OpenFile } from './open-file.ts';

/** Bytes read at once. */
const window = 1 << 16;
const longestOggPage = 27 + 255 + 255 * 255;

/** Where the last page of an Ogg ends, in bytes. Undefined if it is another kind of file, or something stands behind it. */
export async function oggSaid({ head, size, read }: OpenFile): Promise<number | undefined> {
  if (latin(head, 0, 4) !== 'OggS') return undefined;
  const from = Math.max(0, size - longestOggPage - window);
  const end = await read(from, size - from);
  for (let first = end.indexOf('OggS'); first >= 0; first = end.indexOf('OggS', first + 1)) {
    let at = first;
    while (at + 27 <= end.length && isOggPage(end, at)) {
      const lengths = end.subarray(at + 27, at + 27 + (end[at + 26] ?? 0));
      at += 27 + (end[at + 26] ?? 0) + lengths.reduce((sum, length) => sum + length, 0);
    }
    // The sign may stand within a page by chance.
    if (at > first && (at >= end.length || isBegun(end.subarray(at))))
      return from + Math.max(at, at < end.length ? end.length + 1 : 0);
  }
  return undefined;
}

/** Of the one version that there is. */
const isOggPage = (bytes: Buffer, at: number): boolean =>
  latin(bytes, at, at + 5) === 'OggS\0' && (bytes[at + 5] ?? 0) < 8;

/** Whether only the beginning of a page's head is left. */
const isBegun = (rest: Uint8Array): boolean =>
  rest.length < 27 && 'OggS'.startsWith(latin(rest, 0, Math.min(4, rest.length)));

/**
 * Where the sound of an MP3 ends by the count in its first frame, as encoders write it, in bytes. Undefined if there is none.
 */
export async function mp3Said({ head, read }: OpenFile): Promise<number | undefined> {
  const begin = latin(head, 0, 3) === 'ID3' ? (tagLength(head, 0) ?? 0) : 0;
  const frame = begin === 0 ? head : await read(begin, 256);
  if (frame.length < 64 || frame[0] !== 0xff || ((frame[1] ?? 0) & 0xe6) !== 0xe2) return undefined;
  const isFull = ((frame[1] ?? 0) & 0x18) === 0x18;
  const isMono = (frame[3] ?? 0) >> 6 === 3;
  // What tells of both channels stands before it (ISO/IEC 11172-3, 2.4.1.7).
  const at = 4 + (isFull ? (isMono ? 17 : 32) : isMono ? 9 : 17);
  if (!['Xing', 'Info'].includes(latin(frame, at, at + 4))) return undefined;
  const flags = frame.readUInt32BE(at + 4);
  const hasFrames = (flags & 1) === 1;
  return (flags & 2) === 0
    ? undefined
    : begin + frame.readUInt32BE(at + 8 + (hasFrames ? 4 : 0)) || undefined;
}

/** Pixels of colour for two by two of brightness, in a Y4M. */
const colours: readonly (readonly [RegExp, number])[] = [
  [/^mono/, 0],
  [/^444alpha/, 12],
  [/^444/, 8],
  [/^422/, 4],
  [/^411/, 2],
];

/** Whether a Y4M ends within a picture. */
export function y4mEndsWithin({ head, size }: Pick<OpenFile, 'head' | 'size'>): boolean {
  if (!starts('YUV4MPEG2 ')(head)) return false;
  const first = head.indexOf('\n') + 1;
  const line = latin(head, 0, first);
  const [width, height] = ['W', 'H'].map((name) => Number(new RegExp(` ${name}(\\d+)`).exec(line)?.[1]));
  const kind = / C(\S+)/.exec(line)?.[1] ?? '420';
  // Pictures with words of their own are not counted.
  if (!width || !height || latin(head, first, first + 6) !== 'FRAME\n') return false;
  const isDeep = /p\d\d|mono\d/.test(kind);
  const picture = pixelsOf(kind, width, height) * (isDeep ? 2 : 1);
  return (size - first) % (6 + picture) > 0;
}

function pixelsOf(kind: string, width: number, height: number): number {
  const all = width * height;
  const [, ofFour] = colours.find(([name]) => name.test(kind)) ?? [];
  if (ofFour === undefined) return all + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
  if (ofFour === 4) return all + 2 * Math.ceil(width / 2) * height;
  if (ofFour === 2) return all + 2 * Math.ceil(width / 4) * height;
  return all * (1 + ofFour / 4);
}

/** Whether a GIF ends within a picture. What follows its own end is not looked into. */
export async function gifEndsWithin(file: OpenFile): Promise<boolean> {
  const { head, size } = file;
  if (!starts('GIF87a', 'GIF89a')(head) || size < 13) return false;
  const byteAt = reading(file);
  const table = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + table(head[10] ?? 0);
  while (at < size) {
    const block = await byteAt(at);
    if (block === 0x21) at += 2;
    else if (block === 0x2c && at + 10 < size) at += 11 + table(await byteAt(at + 9));
    else return block === 0x2c;
    while (at < size && (await byteAt(at)) > 0) at += 1 + (await byteAt(at));
    if (at >= size) return true;
    at++;
  }
  return at > size;
}

/** The byte at a place, of a file that is read on and on. */
function reading({ head, read }: OpenFile): (at: number) => Promise<number> {
  let bytes = head;
  let from = 0;
  return async (at) => {
    if (at < from || at >= from + bytes.length) {
      bytes = await read(at, window);
      from = at;
    }
    return bytes[at - from] ?? 0;
  };
}
