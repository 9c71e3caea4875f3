/** A queue that gives the least first; of equals the one that was put in first. */
export interface Heap<T> {
  readonly size: number;
  push(item: T, key: number): void;
  pop(): { readonly item: T; readonly key: number } | undefined;
}

export function minHeap<T>(): Heap<T> {
  interface Node {
    readonly item: T;
    readonly key: number;
    readonly turn: number;
  }
  const nodes: Node[] = [];
  let turns = 0;
  const before = (a: Node, b: Node): boolean => a.key < b.key || (a.key === b.key && a.turn < b.turn);

  /** Puts a node in at `index` and moves what stands above it down, as long as it should come first. */
  const rise = (index: number, node: Node): void => {
    let hole = index;
    while (hole > 0) {
      const above = (hole - 1) >> 1;
      const parent = nodes[above];
      if (parent === undefined || !before(node, parent)) break;
      nodes[hole] = parent;
      hole = above;
    }
    nodes[hole] = node;
  };

  const sink = (node: Node): void => {
    let hole = 0;
    for (;;) {
      const left = nodes[2 * hole + 1];
      const right = nodes[2 * hole + 2];
      if (left === undefined) break;
      const [least, below] =
        right !== undefined && before(right, left) ? [right, 2 * hole + 2] : [left, 2 * hole + 1];
      if (before(node, least)) break;
      nodes[hole] = least;
      hole = below;
    }
    nodes[hole] = node;
  };

  return {
    get size() {
      return nodes.length;
    },
    push: (item, key) => {
      turns += 1;
      rise(nodes.length, { item, key, turn: turns });
    },
    pop: () => {
      const [top] = nodes;
      const last = nodes.pop();
      if (last !== undefined && nodes.length > 0) sink(last);
      return top && { item: top.item, key: top.key };
    },
  };
}
