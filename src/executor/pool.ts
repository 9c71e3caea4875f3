import pLimit from 'p-limit';
import { heap } from '../core/heap.ts';

/** Limits how much happens at once; of what waits, the earliest `due` begins first. */
export class Pool {
  readonly #limit;
  readonly #waiting = heap<{ readonly due: number; readonly begin: () => Promise<void> }>(
    (a, b) => a.due < b.due,
  );

  constructor(most: number) {
    this.#limit = pLimit(most);
  }

  run<T>(due: number, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ due, begin: () => work().then(resolve, reject) });
      // A place is not tied to whoever requested it.
      void this.#limit(() => this.#waiting.pop()?.begin());
    });
  }
}
