import type { Clock } from '../core/ports.ts';

const minute = 60_000;

/** Lets so many through in any minute. Tells the seconds to wait, or undefined where there is room. */
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
