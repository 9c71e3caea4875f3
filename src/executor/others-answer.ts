import { isSafe } from './admission.ts';
import { interrupted, type Open, type Overtaken, type Stopped } from './ending.ts';
import type { Making } from './run.ts';
import { CREATED_BY } from './seek.ts';

/** Milliseconds between two looks at what others have recorded. */
const BETWEEN = 1000;

/**
 * Waits for the answer to a submission that another process of a studio may have under way. Undefined where that need not be
 * waited for, or nobody can be waiting for an answer any more.
 */
export async function othersAnswer(making: Making, attempt: Open): Promise<Overtaken | Stopped | undefined> {
  const { provider, run } = making;
  const { store, clock } = run.engine;
  const { fingerprint, attempt: id } = attempt.intent;
  // A list is looked at meanwhile, and what is safe is simply made.
  if (!store.shared || provider.list !== undefined || isSafe(provider)) return undefined;
  while (clock.now() < attempt.since + CREATED_BY) {
    await store.learn([fingerprint]);
    const known = store.attempt(fingerprint);
    if (known && (known.kind !== 'open' || known.intent.attempt !== id))
      return { kind: 'overtaken', attempt: known };
    await clock.sleep(BETWEEN, run.signal);
    if (run.signal.aborted) return interrupted;
  }
  return undefined;
}
