/** Lets so many be at work at once. Who comes later waits, and goes on in order. */
export interface WorkQueue {
  /** Work that has not begun. */
  waiting(): number;
  add<T>(work: () => Promise<T>): Promise<T>;
}

export function workQueue(most: number): WorkQueue {
  const waiting: (() => void)[] = [];
  let atWork = 0;
  return {
    waiting: () => waiting.length,
    async add(work) {
      if (atWork >= most) await new Promise<void>((go) => waiting.push(go));
      else atWork += 1;
      try {
        return await work();
      } finally {
        // The place is handed over, so that nobody slips in between.
        const next = waiting.shift();
        if (next) next();
        else atWork -= 1;
      }
    },
  };
}
