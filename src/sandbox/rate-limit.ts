import type { Clock } from '../core/ports.ts';

const minute = 60_000;

/** Allows this many requests in any minute. Returns the seconds to wait, or undefined if the request is allowed. */
export function rateLimit(perMinute: number, clock: Clock): () => number | undefined {
  let admitted: number[] = [];
  return () => {
    const now = clock.now();
    admitted = admitted.filter((at) => at > now - minute);
    const [oldest = now] = admitted;
    if (admitted.length >= perMinute) return Math.ceil((oldest + minute - now) / 1000);
    admitted.push(now);
    return undefined;
  };
}
