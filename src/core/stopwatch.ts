import type { Clock } from './ports.ts';

/**
 * Milliseconds since it was started, by the clock that ran further: one of them may have been set back, and the other
 * have stood still while the machine slept.
 */
export function stopwatch(clock: Pick<Clock, 'now' | 'steady'>): () => number {
  const [now, steady] = [clock.now(), clock.steady()];
  return () => Math.max(clock.now() - now, clock.steady() - steady);
}
