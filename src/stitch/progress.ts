import type { Emit } from '../core/event.ts';

/** Says how far a step is, in [0, 1]. */
export type Tell = (share: number) => void;

/** How a piece of work gets on that has several steps. */
export interface Progress {
  /** A step that takes about so many seconds on an ordinary machine. To be asked for before any is told of. */
  step(seconds: number): Tell;
  /** Seconds since it began, and what all steps together were expected to take. */
  total(): { readonly took: number; readonly expected: number };
}

/** Seconds before which, and the share below which, nothing is said of the time left: it would be a guess. */
const settled = { seconds: 1, share: 0.02 };

/** Emits how far the whole is, and how long it still takes if it goes on as it went. */
export function progressOf(emit: Emit, now: () => number = () => performance.now() / 1000): Progress {
  const steps: { readonly seconds: number; share: number }[] = [];
  const begin = now();
  const all = (): number => steps.reduce((sum, one) => sum + one.seconds, 0);
  return {
    total: () => ({ took: now() - begin, expected: all() }),
    step(seconds) {
      const step = { seconds, share: 0 };
      steps.push(step);
      return (share) => {
        // A step that is gone through twice is not further back the second time.
        step.share = Math.max(step.share, Math.min(1, share));
        const whole = all();
        const done = whole === 0 ? 1 : steps.reduce((sum, one) => sum + one.seconds * one.share, 0) / whole;
        const elapsed = now() - begin;
        const known = elapsed >= settled.seconds && done >= settled.share;
        const left = known ? { secondsLeft: (elapsed * (1 - done)) / done } : {};
        emit({ type: 'stitch-progress', share: done, ...left });
      };
    },
  };
}
