import type { Emit } from '../core/event.ts';

/** Reports how far a step is, in [0, 1]. */
export type Tell = (share: number) => void;

/** The progress of work that has several steps. */
export interface Progress {
  /** Adds a step that takes about this many seconds on an ordinary machine. Add all steps before the first report. */
  step(seconds: number): Tell;
  /** Seconds since it began, and the expected duration of all steps together. */
  total(): { readonly took: number; readonly expected: number };
}

/** Before this many seconds or this share, no remaining time is given: it would be a guess. */
const settled = { seconds: 1, share: 0.02 };

/** Emits the overall progress, and the remaining time at the present pace. */
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
        // A step that is repeated doesn't go backwards.
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
