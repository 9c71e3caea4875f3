/**
 * How far sound reaches between its samples: between two of them the wave may be higher than both. It is looked at
 * three times more in between, as ITU-R BS.1770-4, annex 2, has it.
 */

/** Samples on either side that a point between two is reckoned from. */
export const reach = 12;
const points = 3;
const taps = 2 * reach;

/** What each neighbour adds to a point between samples: a sine divided by its distance, faded out by a cosine. */
const weights: readonly Float64Array[] = Array.from({ length: points }, (_, point) => {
  const at = (point + 1) / (points + 1);
  const row = Float64Array.from({ length: taps }, (_, tap) => {
    const distance = Math.PI * (tap - reach + 1 - at);
    return (Math.sin(distance) / distance) * (0.5 + 0.5 * Math.cos(distance / reach));
  });
  const sum = row.reduce((total, weight) => total + weight, 0);
  return row.map((weight) => weight / sum);
});

/**
 * How high one side of a sound reaches from one of its samples to before the next, if that may be more than `limit`:
 * else anything that is not. `at` is its place in `sound`, and `reach` samples lie on either side of it.
 */
export function peakAt(sound: Float32Array, at: number, limit: number): number {
  const here = Math.abs(sound[at] ?? 0);
  if (here < limit / 2 && Math.abs(sound[at + 2] ?? 0) < limit / 2) return here;
  let highest = here;
  for (const row of weights) {
    let value = 0;
    for (let tap = 0, i = at - 2 * (reach - 1); tap < taps; tap++, i += 2) {
      value += (row[tap] ?? 0) * (sound[i] ?? 0);
    }
    highest = Math.max(highest, Math.abs(value));
  }
  return highest;
}

/** The highest that sound reaches, added piece by piece. */
export class PeakMeter {
  /** The end of what was added, whose peaks depend on what comes next. */
  #tail = new Float32Array(4 * reach);
  #highest = 0;

  add(sound: Float32Array): void {
    const whole = new Float32Array(this.#tail.length + sound.length);
    whole.set(this.#tail);
    whole.set(sound, this.#tail.length);
    let highest = this.#highest;
    for (let at = 2 * reach; at < whole.length - 2 * reach; at++) {
      highest = Math.max(highest, peakAt(whole, at, highest));
    }
    this.#highest = highest;
    this.#tail = whole.slice(-4 * reach);
  }

  /** dBTP: decibels above full scale. */
  peak(): number {
    this.add(new Float32Array(4 * reach));
    return 20 * Math.log10(this.#highest);
  }
}
