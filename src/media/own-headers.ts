import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { bitsOf } from './avc/bits.ts';
import type { ParameterSets } from './avc/parameter-sets.ts';
import type { Samples } from './mp4/read-samples.ts';

/** H.264, table 7-1. Slices come after everything that is looked for. */
const types = { lastSlice: 5, sequence: 7, picture: 8 };
/** Enough for the beginning of most samples. */
const window = 128;
const longestHeader = 1 << 16;

/**
 * For each sample, 1 if it is decoded with these headers. A recording that was joined from others has headers between its
 * samples, which hold from there on. All samples with `wanted` are looked at, and of the others the keyframes: a new
 * sequence can only begin there.
 */
export async function underHeaders(
  sets: ParameterSets,
  file: string,
  { offsets, sizes, keys }: Samples,
  wanted: (sample: number) => boolean,
): Promise<Uint8Array> {
  const holds = new Uint8Array(sizes.length);
  const foreign = new Set<string>();
  const handle = await open(file);
  try {
    for (const [i, size] of sizes.entries()) {
      const at = offsets[i] ?? 0;
      const looked = keys[i] === 1 || wanted(i);
      const isWhole = !looked || note(sets, foreign, readerOf(handle.fd, at, size));
      holds[i] = isWhole && foreign.size === 0 ? 1 : 0;
    }
  } finally {
    await handle.close();
  }
  return holds;
}

type Read = (at: number, length: number) => Buffer;

/** Reads parts of a sample. Synchronously, since there are thousands of them, and each is a few bytes. */
function readerOf(file: number, offset: number, size: number): Read {
  const read = (at: number, length: number): Buffer => {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - at)));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, offset + at));
  };
  const head = read(0, window);
  return (at, length) => (at + length <= head.length ? head.subarray(at, at + length) : read(at, length));
}

/** Notes the headers in a sample that differ from ours. False if it doesn't consist of NAL units. */
function note(sets: ParameterSets, foreign: Set<string>, read: Read): boolean {
  for (let at = 0; ; ) {
    const head = read(at, 5);
    if (head.length === 0) return true;
    if (head.length < 5) return false;
    const length = head.readUInt32BE(0);
    const type = head.readUInt8(4) & 31;
    if (type >= 1 && type <= types.lastSlice) return true;
    if (type === types.sequence || type === types.picture) {
      if (length > longestHeader) return false;
      const unit = read(at + 4, length);
      const [known, skip] = type === types.sequence ? [sets.sequence, 4] : [sets.picture, 1];
      const number = bitsOf(unit.subarray(skip)).unsigned();
      const same = known.get(number);
      const name = `${type} ${number}`;
      if (same && Buffer.compare(same, unit) === 0) foreign.delete(name);
      else foreign.add(name);
    }
    at += 4 + length;
  }
}
