import type { Clock } from '../core/ports.ts';
import type { Slot } from './pool.ts';

/** Milliseconds between two looks at what has arrived. */
const LOOK = 10_000;
/** Bytes that arrive in that time if a download is not slow: 128 kbit/s. */
const LEAST = 160_000;
/** Looks after which a trickle is broken off: another connection may be better. Ten minutes. */
const LOOKS = 60;
/** Bytes that arrive in that time if it is more than a trickle: 1 kB/s. */
const TRICKLE = 600_000;

export interface Watched {
  /** Bytes so far. */
  arrived(): number;
  readonly slot: Slot;
  /** How often it was begun before: each time it may take twice as long, so that in the end it is whole. */
  readonly tries: number;
}

/**
 * Watches a download until `over`. One that is slow gives way to others and continues; undefined unless it has to end:
 * `put-back` so that others can begin, `trickle` because it would take for ever. One that mostly brings nothing at all is
 * its provider's to end.
 */
export async function tooSlow(
  { arrived, slot, tries }: Watched,
  clock: Clock,
  over: AbortSignal,
): Promise<'put-back' | 'trickle' | undefined> {
  let before = 0;
  for (let round = 0; ; round++) {
    const begun = before;
    let growths = 0;
    for (let look = 1; look <= LOOKS; look++) {
      await clock.sleep(LOOK, over);
      if (over.aborted) return undefined;
      const bytes = arrived();
      if (bytes > before) growths += 1;
      const isSlow = bytes - before < LEAST;
      if (isSlow && !slot.giveWay() && round * LOOKS + look >= 2 ** tries) return 'put-back';
      before = bytes;
    }
    if (growths > LOOKS / 2 && before - begun < TRICKLE) return 'trickle';
  }
}
