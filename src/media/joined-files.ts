import { headOf } from './mp4/read-boxes.ts';
import type { OpenFile } from './open-file.ts';

/** No plain MP4 has more boxes before the end of its first film. */
const most = 64;
/** What a Matroska file begins with, and the head of its content (RFC 9559, 11.1). */
const [beginning, content] = [0x1a45dfa3, 0x18538067];

/** Whether a second film follows the first, as programs leave it that put files one after the other: nobody reads it. */
export async function hasSecondFilm(file: OpenFile): Promise<boolean> {
  if (file.head.toString('latin1', 4, 8) === 'ftyp') return isMp4Twice(file);
  return file.head.length >= 4 && file.head.readUInt32BE(0) === beginning && isMatroskaTwice(file);
}

async function isMp4Twice({ size, read }: OpenFile): Promise<boolean> {
  let whole = false;
  for (let at = 0, count = 0; at + 16 <= size && count < most; count++) {
    const bytes = await read(at, 16);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const { type, length } = headOf(view, 0, size - at);
    if (type === 'ftyp' && whole) return true;
    if (type === 'moof') return false;
    whole ||= type === 'moov';
    at += length;
  }
  return false;
}

async function isMatroskaTwice({ head, size, read }: OpenFile): Promise<boolean> {
  const first = sized(head, 4);
  const at = first === undefined ? head.length : 4 + first.length + first.value;
  if (at + 12 > head.length || head.readUInt32BE(at) !== content) return false;
  const segment = sized(head, at + 4);
  const end = segment === undefined ? size : at + 4 + segment.length + segment.value;
  return end + 4 <= size && (await read(end, 4)).readUInt32BE(0) === beginning;
}

/** A number whose first bits tell its length (RFC 8794, 4). Undefined if it stands for "unknown". */
function sized(bytes: Buffer, at: number): { readonly value: number; readonly length: number } | undefined {
  const length = Math.clz32(bytes[at] ?? 0) - 23;
  if (length > 8) return undefined;
  let value = (bytes[at] ?? 0) & (0xff >> length);
  let isUnknown = value === 0xff >> length;
  for (const byte of bytes.subarray(at + 1, at + length)) {
    value = value * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return isUnknown ? undefined : { value, length };
}
