import { pngChunks } from './png-chunks.ts';

/** Whether a file of a kind begins like this. */
export type Begins = (head: Uint8Array) => boolean;

export const latin = (head: Uint8Array, from: number, to: number): string =>
  Buffer.from(head.subarray(from, to)).toString('latin1');

export const starts =
  (...texts: readonly string[]): Begins =>
  (head) =>
    texts.some((text) => latin(head, 0, text.length) === text);

/** A form of IFF or RIFF. */
export const form =
  (outer: string, ...inner: readonly string[]): Begins =>
  (head) =>
    latin(head, 0, 4) === outer && inner.includes(latin(head, 8, 12));

/** The first brand of an ISO file. */
export const brand =
  (...brands: readonly string[]): Begins =>
  (head) =>
    latin(head, 4, 8) === 'ftyp' && brands.includes(latin(head, 8, 12));

/** Bytes of a packet of MPEG-TS: plain, with a time stamp in front of it, and with a sum after it. */
const packetLengths = [188, 192, 204];
/** So many packets one after the other are no chance. */
const enough = 8;
/** What each packet begins with. */
export const sync = 0x47;

/** A recording of a broadcast begins wherever it was switched on: within a packet, mostly. */
export const isPackets: Begins = (head) =>
  (head[0] === sync && head[188] === sync) || packetRow(head) !== undefined;

/** Where the first whole packet begins, and how far the next ones are from it. */
export function packetRow(head: Uint8Array): { readonly first: number; readonly length: number } | undefined {
  for (const length of packetLengths)
    for (let first = 0; first < length && first + enough * length <= head.length; first++)
      if (isRow(head, first, length)) return { first, length };
  return undefined;
}

function isRow(head: Uint8Array, first: number, length: number): boolean {
  for (let packet = 0; packet < enough; packet++) if (head[first + packet * length] !== sync) return false;
  return true;
}

/** A PNG says before its picture that more follow. */
export const isAnimatedPng: Begins = (head) => {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') return false;
  for (const { type, from } of pngChunks(bytes)) {
    if (type === 'acTL') return bytes.readUInt32BE(from) > 1;
    if (type === 'IDAT') return false;
  }
  return false;
};

/** AAC as broadcasts carry it: 11 bits of sync, and the length of each frame. */
export const isLatm: Begins = (head) => {
  let at = 0;
  for (let frame = 0; frame < enough; frame++) {
    if (head[at] !== 0x56 || ((head[at + 1] ?? 0) & 0xe0) !== 0xe0) return frame > 0 && at >= head.length;
    at += 3 + ((((head[at + 1] ?? 0) & 0x1f) << 8) | (head[at + 2] ?? 0));
  }
  return true;
};
