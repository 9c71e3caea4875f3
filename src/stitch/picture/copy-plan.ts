/** A part of a stretch: samples that show exactly its frames, or frames that have none and are encoded. */
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

/** Before what is copied, or after it. */
interface Bridge extends Range {
  readonly kind: 'encode';
}

/** Samples in decode order. */
export interface FrameSamples {
  /** The frame that each shows; negative if it is not one that counts. */
  readonly shows: Int32Array;
  /** 1 where decoding can begin. */
  readonly keys: Uint8Array;
}

/**
 * How to get frames from samples: they are copied from the first picture with which decoding can begin, as far as they
 * show each frame once; a bridge to there and the rest at the end are encoded.
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
 * How many samples from `index` on show as many frames from that one's on, none left out: where pictures are
 * decoded in another order than shown, it can't end just anywhere. `most` or fewer.
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
