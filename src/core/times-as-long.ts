/** Beyond this, something else was measured: a machine that slept, a clock that was set. */
const mostTimes = 30;
/** Seconds: less says nothing about longer jobs. */
const least = 0.001;

/**
 * How many times as long as expected something takes here, from recent times and what was expected for them. The median
 * of these and the expectation itself: no single outlier counts for much.
 */
export function timesAsLong(cases: readonly { readonly took: number; readonly expected: number }[]): number {
  const logs = cases
    .filter(({ took, expected }) => took > least && expected > least)
    .map(({ took, expected }) => Math.log(Math.min(mostTimes, Math.max(1 / mostTimes, took / expected))));
  const sorted = [0, ...logs].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return Math.exp(((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2);
}
