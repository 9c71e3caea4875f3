import { type Heap, heap } from '../core/heap.ts';
import type { Clock } from '../core/ports.ts';
import type { Job } from '../planner/plan.ts';

/** Milliseconds between submissions after a provider's first rate limit. */
const FIRST_SLOWED = 1000;
const MOST_SLOWED = 60_000;
/** Below this, a learnt interval is forgotten. */
const LEAST_SLOWED = 50;
/** Factor of a learnt interval after each accepted submission. */
const RECOVERY = 0.9;

/** When the next submission may be sent, in milliseconds since 1970, as those who share the account arrange it. */
type SharedTurn = (apart: number) => Promise<number>;

/** Lets submissions through one at a time, with an interval between them, the most urgent first. */
export class Pacer {
  readonly #clock: Clock;
  readonly #waiting: Heap<{ readonly job: Job; readonly go: () => void }>;
  /** The interval in the provider's data. */
  readonly #apart: number;
  readonly #shared: SharedTurn | undefined;
  /** The interval learnt from its answers. */
  #learnt = 0;
  #next = Number.NEGATIVE_INFINITY;
  #slowedAt = Number.NEGATIVE_INFINITY;
  #passing = false;

  /** `apart` in milliseconds. */
  constructor(clock: Clock, before: (a: Job, b: Job) => boolean, apart: number, shared?: SharedTurn) {
    this.#clock = clock;
    this.#apart = apart;
    this.#shared = shared;
    this.#waiting = heap((a, b) => before(a.job, b.job));
  }

  /** Resolves when this job may be submitted, or when `signal` aborts: the caller checks the signal. */
  async turn(job: Job, signal: AbortSignal): Promise<void> {
    const passed = new Promise<void>((go) => this.#waiting.push({ job, go }));
    if (!this.#passing) void this.#pass(signal);
    await passed;
  }

  /** A submission sent at `sentAt` was rate-limited; `retryAfter` in milliseconds. */
  slower(sentAt: number, retryAfter = 0): void {
    const now = this.#clock.now();
    this.#next = Math.max(this.#next, now + retryAfter);
    // Those sent before the last slowdown say nothing new.
    if (sentAt <= this.#slowedAt) return;
    this.#slowedAt = now;
    this.#learnt = Math.min(MOST_SLOWED, Math.max(FIRST_SLOWED, 2 * this.#distance));
  }

  /** A submission was accepted. */
  faster(): void {
    this.#learnt *= RECOVERY;
    if (this.#learnt < LEAST_SLOWED) this.#learnt = 0;
  }

  get #distance(): number {
    return Math.max(this.#apart, this.#learnt);
  }

  async #pass(signal: AbortSignal): Promise<void> {
    this.#passing = true;
    while (this.#waiting.first !== undefined) {
      if (this.#wait() > 0) await this.#rest(signal);
      if (this.#shared && !signal.aborted) {
        this.#next = Math.max(this.#next, await this.#shared(this.#distance));
        await this.#rest(signal);
      }
      this.#next = Math.max(this.#next, this.#clock.now() + this.#distance);
      this.#waiting.pop()?.go();
    }
    this.#passing = false;
  }

  /** A sleep may end early, and the interval may have grown meanwhile. */
  async #rest(signal: AbortSignal): Promise<void> {
    for (let wait = this.#wait(); wait > 0 && !signal.aborted; wait = this.#wait()) {
      await this.#clock.sleep(wait, signal);
    }
  }

  #wait(): number {
    return this.#next - this.#clock.now();
  }
}
