import type { Clock } from '../../src/core/ports.ts';

let busy = 0;

/** What takes real time meanwhile, though none passes for the program. */
export async function whileBusy<T>(work: Promise<T>): Promise<T> {
  busy += 1;
  try {
    return await work;
  } finally {
    busy -= 1;
  }
}

/** Whether a disk or a database still has something to do, which takes real time: none passes for the program. */
const isWriting = (): boolean =>
  busy > 0 ||
  process.getActiveResourcesInfo().some((kind) => kind.startsWith('FSReq') || kind === 'CloseReq');

/** Milliseconds. Something that hangs holds up nothing else. */
const longestWrite = 2000;

/** A clock whose sleeps take no time: once the program has nothing else to do, it jumps to the next one due. */
export function virtualClock(start = Date.UTC(2026, 0, 1)): Clock {
  let now = start;
  let sleeping: { due: number; wake: () => void }[] = [];
  let jumping = false;
  let waitUntil = 0;

  const jump = (): void => {
    if (isWriting() && performance.now() < waitUntil) {
      setImmediate(jump);
      return;
    }
    jumping = false;
    const next = sleeping.toSorted((a, b) => a.due - b.due)[0];
    if (next === undefined) return;
    now = Math.max(now, next.due);
    next.wake();
    schedule();
  };
  const schedule = (): void => {
    if (jumping || sleeping.length === 0) return;
    jumping = true;
    waitUntil = performance.now() + longestWrite;
    setImmediate(jump);
  };

  return {
    now: () => now,
    steady: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const wake = (): void => {
          sleeping = sleeping.filter((one) => one !== sleeper);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper = { due: now + ms, wake };
        sleeping.push(sleeper);
        signal?.addEventListener('abort', wake);
        schedule();
      }),
  };
}
