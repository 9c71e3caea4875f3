import { heap } from '../core/heap.ts';

/** How urgent a piece of work is: what was tried least comes first; among equals, what is due first. */
export interface Urgency {
  /** Milliseconds since 1970. */
  readonly due: number;
  /** How often it was begun before. */
  readonly tries: number;
}

/** The place of a piece of work that has begun. */
export interface Slot {
  /**
   * The work is slow: it gives its place to others and continues beside them. False if as many slow ones already do and
   * others are waiting: it should end and be put back.
   */
  giveWay(): boolean;
}

interface Waiting extends Urgency {
  readonly begin: (slot: Slot) => Promise<void>;
}

/** Limits how much happens at once, so that slow work never keeps other work waiting. */
export class Pool {
  readonly #waiting = heap<Waiting>((a, b) => (a.tries === b.tries ? a.due < b.due : a.tries < b.tries));
  /** Free places, of work that is not slow and of work that is. */
  #free: number;
  #freeSlow: number;

  constructor(most: number, mostSlow: number) {
    this.#free = most;
    this.#freeSlow = mostSlow;
  }

  run<T>(urgency: Urgency, work: (slot: Slot) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...urgency, begin: (slot) => work(slot).then(resolve, reject) });
      // Others may come in the same moment, and be more urgent.
      queueMicrotask(() => this.#fill());
    });
  }

  #fill(): void {
    while (this.#free > 0) {
      const next = this.#waiting.pop();
      if (next === undefined) return;
      this.#free -= 1;
      void this.#hold(next);
    }
  }

  async #hold({ begin }: Waiting): Promise<void> {
    let aside = false;
    await begin({
      giveWay: () => {
        if (aside) return true;
        if (this.#freeSlow === 0) return this.#waiting.first === undefined;
        aside = true;
        this.#freeSlow -= 1;
        this.#free += 1;
        this.#fill();
        return true;
      },
    });
    if (aside) this.#freeSlow += 1;
    else this.#free += 1;
    this.#fill();
  }
}
