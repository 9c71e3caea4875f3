import { heap } from '../../src/core/heap.ts';

interface Due {
  readonly at: number;
  readonly order: number;
  call: (() => void) | undefined;
}

/** Time that passes only when nobody has anything else to do. Two calls that are due together come in order. */
export class VirtualTime {
  #now: number;
  #order = 0;
  readonly #due = heap<Due>((a, b) => a.at < b.at || (a.at === b.at && a.order < b.order));

  constructor(start: number) {
    this.#now = start;
  }

  now = (): number => this.#now;

  /** Returns what cancels it. */
  after(ms: number, call: () => void): () => void {
    const due: Due = { at: this.#now + Math.max(0, ms), order: this.#order++, call };
    this.#due.push(due);
    return () => {
      due.call = undefined;
    };
  }

  sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = (): void => {
        signal?.removeEventListener('abort', stop);
        resolve();
      };
      const cancel = this.after(ms, wake);
      const stop = (): void => {
        cancel();
        wake();
      };
      signal?.addEventListener('abort', stop, { once: true });
    });

  /** Lets time pass until `work` ends. False: nothing is due any more, and it still has not. */
  async drive(work: Promise<unknown>): Promise<boolean> {
    let ended = false;
    const end = (): void => {
      ended = true;
    };
    work.then(end, end);
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (ended) return true;
      let next = this.#due.pop();
      while (next !== undefined && next.call === undefined) next = this.#due.pop();
      if (next === undefined) return false;
      this.#now = Math.max(this.#now, next.at);
      next.call?.();
    }
  }
}
