import { ok, type Result } from '../core/result.ts';

/** Files that are read at once: the number of Node's threads for reading. */
export const filesAtOnce = 4;

/** Works on `limit` items at a time; results are in the items' order. After a failure, no more are started. */
export async function inParallel<T, R, E>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<Result<R, E>>,
): Promise<Result<readonly R[], E>> {
  const results: R[] = [];
  const queue = items.entries();
  let failure: Result<never, E> | undefined;
  const worker = async (): Promise<void> => {
    for (const [i, item] of queue) {
      const result = await work(item);
      if (!result.ok) failure ??= result;
      if (failure) return;
      if (result.ok) results[i] = result.value;
    }
  };
  // A worker that throws must not leave the others running unnoticed.
  const ends = await Promise.allSettled(Array.from({ length: limit }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return failure ?? ok(results);
}
