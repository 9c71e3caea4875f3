import type { OpenFile } from '../open-file.ts';

/** What a Matroska file begins with, and the head of its content (RFC 9559, 11.1). */
export const matroskaBegins = 0x1a45dfa3;
const contentBegins = 0x18538067;

/**
 * Where the first film of a Matroska file says that its content begins and ends, in bytes. One that was never finished says no
 * end. Undefined if the file is of another kind.
 */
export function matroskaEnd({
  head,
}: Pick<OpenFile, 'head'>): { readonly content: number; readonly end?: number } | undefined {
  if (head.length < 16 || head.readUInt32BE(0) !== matroskaBegins) return undefined;
  const first = sized(head, 4);
  const at = first === undefined ? head.length : 4 + first.length + first.value;
  if (at + 12 > head.length || head.readUInt32BE(at) !== contentBegins) return undefined;
  const film = sized(head, at + 4);
  return { content: at, ...(film && { end: at + 4 + film.length + film.value }) };
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
