import type { Size } from '../core/frames.ts';

export interface Animation {
  readonly size: Size;
  readonly seconds: number;
  readonly pictures: number;
}

/** What an animated WebP says about itself. Undefined if it is another kind of file, or a single picture. */
export function readAnimation(bytes: Buffer): Animation | undefined {
  if (bytes.toString('latin1', 8, 16) !== 'WEBPVP8X' || ((bytes[20] ?? 0) & 2) === 0) return undefined;
  const size = { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
  let milliseconds = 0;
  let pictures = 0;
  for (const { type, at } of chunksIn(bytes)) {
    if (type !== 'ANMF' || at + 24 > bytes.length) continue;
    milliseconds += shownFor(bytes.readUIntLE(at + 20, 3));
    pictures++;
  }
  return pictures > 1 ? { size, seconds: milliseconds / 1000, pictures } : undefined;
}

function* chunksIn(bytes: Buffer): Generator<{ readonly type: string; readonly at: number }> {
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    yield { type: bytes.toString('latin1', at, at + 4), at };
    at += 8 + length + (length % 2);
  }
}

/** The same animation, repeated for ever: a decoder tells the end of one that ends as it tells damage. */
export function endless(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (const { type, at } of chunksIn(copy))
    if (type === 'ANIM' && at + 14 <= copy.length) copy.writeUInt16LE(0, at + 12);
  return copy;
}

/** Milliseconds. As in browsers, what would flicker is shown for a tenth of a second. */
export const shownFor = (said: number): number => (said <= 10 ? 100 : said);
