import type { JobNews } from '../core/hints.ts';
import type { JobTimes } from './job-times.ts';
import { pollIn, spreadOut, type Waited } from './poll-pace.ts';
import type { Making } from './run.ts';

/** How much rarer polls are at a provider whose hints come true. */
const RARER = 6;
/** Milliseconds: no hint wakes a job sooner than so long after its last poll. */
const SOONEST = 1000;

/**
 * Waits until it is time for the next poll of a job, or until there is a hint that it has ended, where anybody hears of any: whether
 * there was one.
 */
export async function nextPoll(
  making: Making,
  watched: JobNews | undefined,
  waited: Waited & { readonly times: JobTimes },
): Promise<boolean> {
  const { provider, run } = making;
  const { clock, random } = run.engine;
  const own = provider.pollDelay(waited.polls);
  const isHinted = run.hinted.has(making.job.request.provider);
  const wait = isHinted ? spreadOut(own * RARER, random) : pollIn(own, waited, waited.times, random);
  const soonest = Math.min(wait, SOONEST);
  await clock.sleep(watched ? soonest : wait, run.signal);
  if (watched === undefined || wait === soonest || run.signal.aborted) return false;
  const over = new AbortController();
  const stop = (): void => over.abort();
  run.signal.addEventListener('abort', stop);
  try {
    const due = clock.sleep(wait - soonest, over.signal).then(() => false);
    return await Promise.race([due, watched.heard(over.signal)]);
  } finally {
    run.signal.removeEventListener('abort', stop);
    stop();
  }
}

/** Polls are rare where the end of a job was told, and usual where it was not. */
export function learnHints({ job, run }: Making, wasHinted: boolean): void {
  if (wasHinted) run.hinted.add(job.request.provider);
  else run.hinted.delete(job.request.provider);
}
