import type { Random } from '../core/ports.ts';

/** How far, as a share, a poll may come before or after its time, so that polls don't come all at once. */
const SPREAD = 0.25;
/** First wait when a job takes longer than usual, as a share of the usual time; each further one is longer. */
const FIRST_OVERDUE = 0.02;
/** How much earlier, as a share, the next job is expected when one was done at the first look. */
const EAGERNESS = 0.02;

/** No poll is worth it when a job is usually done within so many delays. */
const SOON = 2;

/**
 * Milliseconds until the next poll of a job that was accepted `waited` ago. `delay` is the provider's own; where
 * jobs like this usually take `usual`, one poll is moved to that time and those after it come close together, so
 * that a completion is noticed soon without asking often.
 */
export function pollIn(delay: number, waited: number, usual: number, random: Random): number {
  const spread = delay * (1 - SPREAD + 2 * SPREAD * random.next());
  const left = usual - waited;
  if (left > 0) return left <= SOON * delay ? left : spread;
  return Math.min(spread, Math.max(-left, usual * FIRST_OVERDUE));
}

/** How long jobs of a kind take, in milliseconds, as learnt from those that have ended. */
export class UsualTimes {
  readonly #times = new Map<string, number>();

  of(kind: string): number | undefined {
    return this.#times.get(kind);
  }

  /** A job was seen waiting at `after`, and done at `by`. */
  learn(kind: string, after: number, by: number): void {
    const usual = this.#times.get(kind);
    const middle = (after + by) / 2;
    this.#times.set(kind, usual === undefined ? middle : adjust(usual, middle, after, by));
  }
}

function adjust(usual: number, middle: number, after: number, by: number): number {
  // Nothing contradicts it, but it may be too late: only looking earlier can tell.
  if (after < usual && usual <= by) return usual * (1 - EAGERNESS);
  return (usual + middle) / 2;
}
