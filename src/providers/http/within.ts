import type { Clock } from '../../core/ports.ts';

export type Timed<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'late' }
  | { readonly kind: 'aborted' };

/**
 * Does work that may take `ms`, with a signal that ends it. Doesn't wait for work that ignores its signal, as a
 * response's body may.
 */
export async function within<T>(
  clock: Clock,
  ms: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<Timed<T>> {
  const inner = new AbortController();
  const over = new AbortController();
  let stop = (): void => undefined;
  const interrupted = new Promise<Timed<T>>((resolve) => {
    stop = () => resolve({ kind: 'aborted' });
    if (outer.aborted) stop();
    outer.addEventListener('abort', stop);
  });
  const late = clock.sleep(ms, over.signal).then((): Timed<T> => ({ kind: 'late' }));
  const done = work(inner.signal).then((value): Timed<T> => ({ kind: 'done', value }));
  try {
    const timed = await Promise.race([done, interrupted, late]);
    if (timed.kind !== 'done') inner.abort();
    return timed;
  } finally {
    // Explicit, since without a reason an error with a stack is created.
    over.abort('over');
    outer.removeEventListener('abort', stop);
    // After it is abandoned, it may still fail, which nobody needs to know.
    done.catch(() => undefined);
  }
}
