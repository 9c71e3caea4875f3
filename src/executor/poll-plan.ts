/** How likely it is that a job ends within a span of time: `from` and `to` in milliseconds since it was accepted, weights of any sum. */
export interface EndShare {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/**
 * For each of the spans, which follow one another, the index of the one at whose end it is best to ask about a job that has not ended
 * before it. Best is the least sum of what jobs wait for a poll after they have ended, and of polls, each of which counts as much as
 * waiting `worth` milliseconds.
 */
export function planPolls(spans: readonly EndShare[], worth: number): Int32Array {
  const next = new Int32Array(spans.length);
  const costs = new Float64Array(spans.length + 1);
  let open = 0;
  for (let first = spans.length - 1; first >= 0; first--) {
    open += spans[first]?.weight ?? 0;
    let best = Number.POSITIVE_INFINITY;
    let [weight, moment] = [0, 0];
    for (let last = first; last < spans.length; last++) {
      const span = spans[last];
      if (span === undefined) break;
      weight += span.weight;
      moment += (span.weight * (span.from + span.to)) / 2;
      const waited = weight * span.to - moment;
      // The later the poll, the longer they wait.
      if (waited > best) break;
      const cost = waited + (costs[last + 1] ?? 0);
      if (cost >= best) continue;
      best = cost;
      next[first] = last;
    }
    costs[first] = best + worth * open;
  }
  return next;
}
