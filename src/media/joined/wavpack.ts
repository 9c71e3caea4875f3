import type { OpenFile } from '../open-file.ts';

/** Bytes read at once. A block is shorter, and its header far shorter. */
const window = 1 << 21;
const header = 32;
/** Further blocks of a moment hold further channels. */
const firstOfMoment = 0x800;

/**
 * Whether WavPack begins anew: its blocks tell which sample of all they begin with, and only those of one moment tell the same
 * (WavPack 5, block header). Reads it to the end.
 */
export async function isWavPackJoined({ size, read }: OpenFile): Promise<boolean> {
  let last = -1;
  for (let from = 0; from + header <= size; ) {
    const bytes = await read(from, Math.min(window, size - from));
    let at = 0;
    while (at + header <= bytes.length) {
      if (bytes.toString('latin1', at, at + 4) !== 'wvpk') {
        // Tags are behind a recording.
        const next = bytes.indexOf('wvpk', at);
        at = next < 0 ? Math.max(at + 1, bytes.length - 3) : next;
        continue;
      }
      const [first, count] = [bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 20)];
      const beginsMoment = (bytes.readUInt32LE(at + 24) & firstOfMoment) !== 0;
      // Tags and sums come in blocks without samples.
      if (count > 0 && beginsMoment) {
        if (first <= last) return true;
        last = first;
      }
      at += 8 + bytes.readUInt32LE(at + 4);
    }
    from += at;
  }
  return false;
}
