import type { Movie } from './movie.ts';
import type { OpenFile } from './open-file.ts';

/**
 * A WAV that was written to a pipe: its header can't say how long it is, and says 0 or a number that means "unknown". The
 * sound extends to the end of the file. Undefined if it is another kind of file.
 */
export function pipedWav({ head, size }: Pick<OpenFile, 'head' | 'size'>): Movie | undefined {
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WAVE') return undefined;
  let format: { readonly channels: number; readonly bytesPerSecond: number } | undefined;
  for (let at = 12; at + 8 <= head.length; ) {
    const type = head.toString('latin1', at, at + 4);
    const length = head.readUInt32LE(at + 4);
    if (type === 'fmt ' && at + 20 <= head.length)
      format = { channels: head.readUInt16LE(at + 10), bytesPerSecond: head.readUInt32LE(at + 16) };
    if (type === 'data') {
      const unknown = length === 0 || length >= leastUnknown;
      const left = size - at - 8;
      if (!format?.bytesPerSecond || !unknown || left <= 0 || (length > 0 && length <= left))
        return undefined;
      const seconds = left / format.bytesPerSecond;
      return { sound: { seconds, ...(format.channels > 2 && { surround: true as const }) } };
    }
    at += 8 + length + (length % 2);
  }
  return undefined;
}

/** SoX writes slightly less than 2 GiB, others 4 GiB less one. */
export const leastUnknown = 0x7fff_0000;
