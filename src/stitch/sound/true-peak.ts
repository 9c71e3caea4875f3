/**
 * How far sound reaches between its samples: between two of them the wave may be higher than both. It is looked at
 * three times more in between, as BS.1770-4 has it.
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

/** No wave reaches higher between samples than this times the highest of them. */
export const mostBetween: number = Math.max(
  ...weights.map((row) => row.reduce((sum, weight) => sum + Math.abs(weight), 0)),
);

/**
 * The highest that one side reaches between a sample and the next. `at` is the sample's place in `sound`; `reach`
 * samples lie on either side of it.
 */
export function highestBetween(sound: Float32Array, at: number): number {
  let highest = 0;
  for (const row of weights) {
    let value = 0;
    for (let tap = 0, i = at - 2 * (reach - 1); tap < taps; tap++, i += 2) {
      value += (row[tap] ?? 0) * (sound[i] ?? 0);
    }
    highest = Math.max(highest, Math.abs(value));
  }
  return highest;
}
