import type { Size } from '../core/frames.ts';
import { shownFor } from './drawing/animation.ts';

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
  for (let at = 12; at + 24 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    if (bytes.toString('latin1', at, at + 4) === 'ANMF') {
      milliseconds += shownFor(bytes.readUIntLE(at + 20, 3));
      pictures++;
    }
    at += 8 + length + (length % 2);
  }
  return pictures > 1 ? { size, seconds: milliseconds / 1000, pictures } : undefined;
}
