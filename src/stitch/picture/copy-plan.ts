/** Part of a stretch: samples that show exactly its frames, or frames that have to be encoded. */
export type StretchPart = Copied | Bridge;

interface Range {
  readonly from: number;
  readonly frames: number;
}

export interface Copied extends Range {
  readonly kind: 'copy';
  /** Of the first sample, in decode order. There are as many samples as frames. */
  readonly index: number;
}

/** Before or after the copied part. */
interface Bridge extends Range {
  readonly kind: 'encode';
}

/** Samples in decode order. */
export interface FrameSamples {
  /** The number of the frame that each shows; negative if the frame doesn't count. */
  readonly shows: Int32Array;
  /** 1 if decoding can begin here. */
  readonly keys: Uint8Array;
}

/**
 * How to get frames from samples. Copying begins at the first picture with which decoding can begin, and ends where samples
 * no longer show each frame once. Before and after that, a bridge is encoded.
 */
export function copyPlan(
  { shows, keys }: FrameSamples,
  from: number,
  frames: number,
): readonly StretchPart[] {
  const end = from + frames;
  const index = shows.findIndex((frame, i) => keys[i] === 1 && frame >= from);
  const begin = shows[index] ?? end;
  const count = begin < end ? complete(shows, index, end - begin) : 0;
  if (count === 0) return [{ kind: 'encode', from, frames }];
  const parts: readonly StretchPart[] = [
    { kind: 'encode', from, frames: begin - from },
    { kind: 'copy', from: begin, frames: count, index },
    { kind: 'encode', from: begin + count, frames: end - begin - count },
  ];
  return parts.filter((part) => part.frames > 0);
}

/**
 * How many samples from `index` on show the same number of frames, without gaps, from that sample's frame on. If pictures are
 * decoded in another order than shown, a run can't end at every sample. At most `most`.
 */
function complete(shows: Int32Array, index: number, most: number): number {
  const first = shows[index] ?? 0;
  const seen = new Uint8Array(most);
  let latest = 0;
  let whole = 0;
  for (let count = 1; count <= most; count++) {
    const frame = (shows[index + count - 1] ?? -1) - first;
    if (frame < 0 || frame >= most || seen[frame] === 1) break;
    seen[frame] = 1;
    latest = Math.max(latest, frame);
    if (latest + 1 === count) whole = count;
  }
  return whole;
}
