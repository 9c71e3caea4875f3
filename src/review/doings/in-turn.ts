import type { Doing } from '../http/serve.ts';

/** One after the other: two changes of a file at once could lose one. `after` follows each. */
export function inTurn(after: () => void): (doing: Doing) => Doing {
  let busy: Promise<unknown> = Promise.resolve();
  return (doing) => (asked) => {
    const done = busy.then(() => doing(asked));
    busy = done.catch(() => undefined);
    return done.finally(after);
  };
}
