/** A queue that always gives the item that stands before all others. */
export interface Heap<T> {
  readonly size: number;
  /** What `pop` would give. */
  readonly first: T | undefined;
  push(item: T): void;
  pop(): T | undefined;
}

/** `before` is a strict order: of two items where neither stands before the other, either may come first. */
export function heap<T>(before: (a: T, b: T) => boolean): Heap<T> {
  const items: T[] = [];

  /** Puts an item in at `hole`, after moving down what stands above it and should come later. */
  const rise = (item: T): void => {
    let hole = items.length;
    while (hole > 0) {
      const above = (hole - 1) >> 1;
      const parent = items[above];
      if (parent === undefined || !before(item, parent)) break;
      items[hole] = parent;
      hole = above;
    }
    items[hole] = item;
  };

  /** Puts an item in at the top, after moving up what stands below it and should come earlier. */
  const sink = (item: T): void => {
    let hole = 0;
    for (;;) {
      const left = items[2 * hole + 1];
      const right = items[2 * hole + 2];
      if (left === undefined) break;
      const isRight = right !== undefined && before(right, left);
      const first = isRight ? right : left;
      if (before(item, first)) break;
      items[hole] = first;
      hole = 2 * hole + (isRight ? 2 : 1);
    }
    items[hole] = item;
  };

  return {
    get size() {
      return items.length;
    },
    get first() {
      return items[0];
    },
    push: rise,
    pop: () => {
      const top = items[0];
      const last = items.pop();
      if (last !== undefined && items.length > 0) sink(last);
      return top;
    },
  };
}
