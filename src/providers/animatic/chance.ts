/** A pseudo-random number in [0, 1), always the same for the same seed and place. */
export function chance(seed: number, place: number): number {
  let bits = Math.imul(seed ^ Math.imul(place | 0, 0x9e3779b1), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** Smooth noise along a line: values in [-1, 1] that change direction about once per unit. */
export function rolling(seed: number, at: number): number {
  const whole = Math.floor(at);
  const part = at - whole;
  const ease = part * part * (3 - 2 * part);
  const [a, b] = [chance(seed, whole), chance(seed, whole + 1)];
  return 2 * (a + (b - a) * ease) - 1;
}
