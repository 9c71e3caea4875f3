/**
 * The rate of footage, in frames per second, from an average over some of its frames, whose times are rounded to milliseconds:
 * the whole rate or the one of television (1000/1001 of it) that the rounding may hide, else the average itself.
 */
export function measuredRate(average: number, frames: number): number {
  const whole = Math.round(average);
  const hidden = (average * average) / (1000 * Math.max(1, frames));
  const off = (rate: number): number => Math.abs(rate - average);
  const nearest = [whole, (whole * 1000) / 1001].reduce((a, b) => (off(b) < off(a) ? b : a));
  return Math.round((off(nearest) <= hidden ? nearest : average) * 1000) / 1000;
}
