/**
 * Peaks between samples: the wave between two samples may be higher than both. It is computed at three points in between, as
 * in ITU-R BS.1770-4, annex 2.
 */

/** Samples on either side that are used to compute a point between two. */
export const reach = 12;
const taps = 2 * reach;

/** The weight of each neighbour at a point between samples: a sinc function with a cosine window. */
function weightsAt(share: number): Float64Array {
  const weights = Float64Array.from({ length: taps }, (_, tap) => {
    const distance = Math.PI * (tap - reach + 1 - share);
    return (Math.sin(distance) / distance) * (0.5 + 0.5 * Math.cos(distance / reach));
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

const quarter = weightsAt(0.25);
const half = weightsAt(0.5);
const threeQuarters = weightsAt(0.75);

/**
 * The peak of one channel from one sample to before the next, if it may exceed `limit`; otherwise any value that doesn't.
 * `at` is its index in `sound`, with `reach` samples on either side.
 */
export function peakAt(sound: Float32Array, at: number, limit: number): number {
  const here = Math.abs(sound[at] ?? 0);
  // From two samples lower than this, only a wave above 16 kHz gets there, and AAC leaves that out.
  const least = limit / 2;
  if (here < least && Math.abs(sound[at + 2] ?? 0) < least) return here;
  let first = 0;
  let second = 0;
  let third = 0;
  for (let tap = 0, i = at - 2 * (reach - 1); tap < taps; tap++, i += 2) {
    const sample = sound[i] ?? 0;
    first += (quarter[tap] ?? 0) * sample;
    second += (half[tap] ?? 0) * sample;
    third += (threeQuarters[tap] ?? 0) * sample;
  }
  return Math.max(here, Math.abs(first), Math.abs(second), Math.abs(third));
}

/** The peak of sound that is added piece by piece. */
export class PeakMeter {
  /** The end of what was added last: its peaks depend on what comes next. */
  #whole = new Float32Array(2 * tail);
  #highest = 0;

  add(sound: Float32Array): void {
    const end = tail + sound.length;
    // Pieces mostly have the same length: memory is allocated once.
    if (this.#whole.length < end) {
      const more = new Float32Array(end);
      more.set(this.#whole.subarray(0, tail));
      this.#whole = more;
    }
    const whole = this.#whole;
    whole.set(sound, tail);
    let highest = this.#highest;
    for (let at = 2 * reach; at < end - 2 * reach; at++) {
      highest = Math.max(highest, peakAt(whole, at, highest));
    }
    this.#highest = highest;
    whole.copyWithin(0, end - tail, end);
  }

  /** dBTP: decibels above full scale. */
  peak(): number {
    this.add(new Float32Array(tail));
    return 20 * Math.log10(this.#highest);
  }
}

/** Values of both channels that are needed before and after a sample. */
const tail = 4 * reach;
