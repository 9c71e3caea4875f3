import pLimit from 'p-limit';
import { heap } from '../core/heap.ts';

/** Does so much at once and no more; of what waits, whatever is `due` first begins first. */
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
      // A place is not bound to whom it was asked for.
      void this.#limit(() => this.#waiting.pop()?.begin());
    });
  }
}
