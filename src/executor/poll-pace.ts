import type { Random } from '../core/ports.ts';

/** How far, as a share, a poll may be before or after its time, so that polls don't coincide. */
const SPREAD = 0.25;
/** First wait if a job takes longer than usual, as a share of the usual time; later waits are longer. */
const FIRST_OVERDUE = 0.02;
/** How much earlier, as a share, the next job is expected if one was done at the first poll. */
const EAGERNESS = 0.02;

/** No extra poll is worth it if a job is usually done within this many delays. */
const SOON = 2;

/**
 * Milliseconds until the next poll of a job that was accepted `waited` ago. `delay` is the provider's own; if jobs like
 * this usually take `usual`, one poll is moved to that time and those after it are close together, so that a completion
 * is noticed soon with few polls.
 */
export function pollIn(delay: number, waited: number, usual: number, random: Random): number {
  const spread = delay * (1 - SPREAD + 2 * SPREAD * random.next());
  const left = usual - waited;
  // In whole milliseconds: a clock does not get on by the billionth of one.
  if (left > 0) return Math.ceil(left <= SOON * delay ? left : spread);
  return Math.ceil(Math.min(spread, Math.max(-left, usual * FIRST_OVERDUE)));
}

/** How long jobs of a kind take, in milliseconds, learnt from finished ones. */
export class UsualTimes {
  readonly #times = new Map<string, number>();

  of(kind: string): number | undefined {
    return this.#times.get(kind);
  }

  /** A job was still running at `after`, and done at `by`. */
  learn(kind: string, after: number, by: number): void {
    const usual = this.#times.get(kind);
    const middle = (after + by) / 2;
    this.#times.set(kind, usual === undefined ? middle : adjust(usual, middle, after, by));
  }
}

function adjust(usual: number, middle: number, after: number, by: number): number {
  // Nothing contradicts it, but it may be too late: only an earlier poll can tell.
  if (after < usual && usual <= by) return usual * (1 - EAGERNESS);
  return (usual + middle) / 2;
}
