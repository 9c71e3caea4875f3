import { peakAt, reach } from './true-peak.ts';

/** Samples before and after a peak for which sound is lowered: 10 ms, longer than most waves. */
const hold = 480;
/** Samples on either side that may influence a sample. */
export const limiterReach = 1024;
/** Gains are multiples of this, so that sums of them are exact, wherever the summing began. */
const unit = 1 << 20;

/**
 * Lowers what would exceed `ceiling`, gently enough not to click, and both channels alike. Each sample depends only on those
 * within `limiterReach`, so limiting in parts, with that many more samples at both ends, gives the same result as limiting
 * the whole.
 */
export function limit(sound: Float32Array, ceiling: number): void {
  const gains = new Int32Array(sound.length / 2).fill(unit);
  if (!findPeaks(sound, ceiling, gains)) return;
  // If each gain is low enough for a peak, so is their mean.
  const smooth = movingMean(movingMean(lowestAround(gains, hold), hold / 2), hold / 2);
  for (let i = 0; i < smooth.length; i++) {
    const gain = (smooth[i] ?? 0) / unit;
    sound[2 * i] = (sound[2 * i] ?? 0) * gain;
    sound[2 * i + 1] = (sound[2 * i + 1] ?? 0) * gain;
  }
}

/** Lowers the gain at each sample and the next to what its peak allows. */
function findPeaks(sound: Float32Array, ceiling: number, gains: Int32Array): boolean {
  let found = false;
  for (let i = 2 * reach; i < sound.length - 2 * reach; i++) {
    const peak = peakAt(sound, i, ceiling);
    if (peak <= ceiling) continue;
    found = true;
    const gain = Math.floor((unit * ceiling) / peak);
    const at = i >> 1;
    gains[at] = Math.min(gains[at] ?? unit, gain);
    gains[at + 1] = Math.min(gains[at + 1] ?? unit, gain);
  }
  return found;
}

/** The lowest of each value and those up to `radius` on either side of it. */
function lowestAround(values: Int32Array, radius: number): Int32Array {
  const result = new Int32Array(values.length);
  // Positions of values that may still become the lowest, each higher than the one before.
  const waiting = new Int32Array(values.length);
  let first = 0;
  let last = 0;
  for (let next = 0; next < values.length + radius; next++) {
    if (next < values.length) {
      const value = values[next] ?? unit;
      while (last > first && (values[waiting[last - 1] ?? 0] ?? unit) >= value) last--;
      waiting[last++] = next;
    }
    const at = next - radius;
    if (at < 0) continue;
    while ((waiting[first] ?? 0) < at - radius) first++;
    result[at] = values[waiting[first] ?? 0] ?? unit;
  }
  return result;
}

/** The mean of each value and those up to `radius` on either side of it; beyond the ends the gain is 1. */
function movingMean(values: Int32Array, radius: number): Int32Array {
  const width = 2 * radius + 1;
  const result = new Int32Array(values.length);
  let sum = unit * radius;
  for (let i = 0; i < radius; i++) sum += values[i] ?? unit;
  for (let i = 0; i < values.length; i++) {
    sum += values[i + radius] ?? unit;
    result[i] = Math.floor(sum / width);
    sum -= values[i - radius] ?? unit;
  }
  return result;
}
