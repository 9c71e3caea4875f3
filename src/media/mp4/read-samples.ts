import { boxAt, type Content, u64At } from './read-boxes.ts';

/** A track's samples, in decode order. */
export interface Samples {
  /** When each is shown, in seconds of file time; negative if it is only decoded. */
  readonly times: Float64Array;
  /** Where in the file each is, and its length, in bytes. */
  readonly offsets: Float64Array;
  readonly sizes: Uint32Array;
  /** 1 if the index says that decoding can begin here. */
  readonly keys: Uint8Array;
  /** The sample that is shown last. */
  readonly last: number;
  /** Seconds that it is shown. */
  readonly lastSeconds: number;
}

/** The part of a track that is shown, in its units. What is before `from` comes before the file's time 0. */
export interface ShownPart {
  readonly from: number;
  readonly to?: number;
  /** How long nothing is shown before it. Present if an edit list says which part it is. */
  readonly pause?: number;
}

/** With more samples than this, as in hours of uncompressed sound, no table is made. */
const most = 1 << 22;

/** Whether a table lists no more samples than a file of `size` bytes can hold. Otherwise a reader would fill the memory. */
export function isSane(table: Content, size: number): boolean {
  const sizes = boxAt(table, 'stsz');
  if (!sizes) return true;
  const same = sizes.getUint32(4);
  const count = sizes.getUint32(8);
  const held = same > 0 ? size / same : (sizes.byteLength - 12) / 4;
  return count <= held && ['stts', 'ctts'].every((runs) => countOf(boxAt(table, runs)) <= count);
}

/** How many values a run-length table has. */
function countOf(runs: Content | undefined): number {
  let count = 0;
  for (let run = runs?.getUint32(4) ?? 0; run > 0; run--) count += runs?.getUint32(8 * run) ?? 0;
  return count;
}

/**
 * Reads a sample table (ISO/IEC 14496-12, 8.6 and 8.7). Undefined if parts are
 * missing or contradict each other. Throws RangeError if a table is truncated.
 */
export function readSamples(table: Content, timescale: number, shown: ShownPart): Samples | undefined {
  const sizes = readSizes(table);
  if (!sizes || sizes.length === 0) return undefined;
  const offsets = readOffsets(table, sizes);
  const timing = readTimes(table, sizes.length, timescale, shown);
  return offsets && timing && { sizes, offsets, ...timing, keys: readKeys(table, sizes.length) };
}

function readSizes(table: Content): Uint32Array | undefined {
  const box = boxAt(table, 'stsz');
  if (!box) return undefined;
  const same = box.getUint32(4);
  const count = box.getUint32(8);
  if (count > most) return undefined;
  if (same > 0) return new Uint32Array(count).fill(same);
  const sizes = new Uint32Array(count);
  for (let i = 0; i < count; i++) sizes[i] = box.getUint32(12 + 4 * i);
  return sizes;
}

/** Samples are stored consecutively in chunks. The tables say where chunks are, and how many samples each has. */
function readOffsets(table: Content, sizes: Uint32Array): Float64Array | undefined {
  const short = boxAt(table, 'stco');
  const long = boxAt(table, 'co64');
  const counts = boxAt(table, 'stsc');
  const places = short ?? long;
  if (!places || !counts) return undefined;
  const chunks = places.getUint32(4);
  const runs = counts.getUint32(4);
  const offsets = new Float64Array(sizes.length);
  let sample = 0;
  for (let run = 0; run < runs; run++) {
    const entry = 8 + 12 * run;
    const end = run + 1 < runs ? counts.getUint32(entry + 12) - 1 : chunks;
    const samples = counts.getUint32(entry + 4);
    // A second sample description.
    if (counts.getUint32(entry + 8) !== 1) return undefined;
    for (let chunk = counts.getUint32(entry) - 1; chunk < end && sample < sizes.length; chunk++) {
      let offset = short ? short.getUint32(8 + 4 * chunk) : u64At(places, 8 + 8 * chunk);
      for (let left = samples; left > 0 && sample < sizes.length; left--) {
        offsets[sample] = offset;
        offset += sizes[sample++] ?? 0;
      }
    }
  }
  return sample === sizes.length ? offsets : undefined;
}

/** The time of what is only decoded. */
const hidden = -1;

/** Whether a sample of this time is shown, and not only decoded. Time stamps may have been rounded. */
export const isShown = (time: number): boolean => time > -1e-4;

function readTimes(
  table: Content,
  count: number,
  timescale: number,
  { from, to = Number.POSITIVE_INFINITY }: ShownPart,
): Pick<Samples, 'times' | 'last' | 'lastSeconds'> | undefined {
  const steps = boxAt(table, 'stts');
  const delays = boxAt(table, 'ctts');
  if (!steps) return undefined;
  const nextStep = unpacking(steps);
  const nextDelay = delays ? unpacking(delays) : () => 0;
  const times = new Float64Array(count);
  let decoded = 0;
  let last = 0;
  let lastStep = 0;
  for (let i = 0; i < count; i++) {
    const step = nextStep();
    const delay = nextDelay();
    if (step === undefined || delay === undefined) return undefined;
    const at = decoded + delay;
    times[i] = at < to ? (at - from) / timescale : hidden;
    if ((times[i] ?? 0) >= (times[last] ?? 0)) {
      last = i;
      lastStep = step;
    }
    decoded += step;
  }
  return { times, last, lastSeconds: lastStep / timescale };
}

/** The values of a run-length table, one per call. */
function unpacking(box: Content): () => number | undefined {
  const runs = box.getUint32(4);
  let run = -1;
  let left = 0;
  let value = 0;
  return () => {
    while (left === 0) {
      if (++run >= runs) return undefined;
      left = box.getUint32(8 + 8 * run);
      value = box.getInt32(12 + 8 * run);
    }
    left--;
    return value;
  };
}

/** Without a table, every sample is a keyframe. */
function readKeys(table: Content, count: number): Uint8Array {
  const box = boxAt(table, 'stss');
  const keys = new Uint8Array(count);
  if (!box) return keys.fill(1);
  for (let i = box.getUint32(4); i > 0; i--) keys[box.getUint32(4 + 4 * i) - 1] = 1;
  return keys;
}
