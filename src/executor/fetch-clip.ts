import { unreachable } from '../core/result.ts';
import type { Failure, Gone } from '../providers/provider.ts';
import { diagnoseFailure, unreadable } from './diagnose.ts';
import { type Accepted, type Ending, failed, interrupted, type Refused } from './ending.ts';
import { Denials } from './gone.ts';
import { pause } from './pause.ts';
import { backOff } from './retry.ts';
import { type Making, orAborted } from './run.ts';
import { settleUnreadable } from './settle.ts';

/** Downloads of one clip per run; after that, the footage stays at the provider for the next run. */
const MOST_DOWNLOADS = 6;

type Fetched =
  | Extract<Ending, { kind: 'made' }>
  | Gone
  /** It could not be downloaded this time. */
  | { readonly kind: 'undelivered'; readonly failure: Failure }
  /** The file is not a video. */
  | { readonly kind: 'unreadable'; readonly message: string };

/**
 * Brings completed footage into the store. It is paid for, so this tries hard. `due`: milliseconds since 1970 when the
 * provider drops it.
 */
export async function fetchClip(making: Making, attempt: Accepted, due: number): Promise<Refused | Ending> {
  const { job, run, leave } = making;
  const denials = new Denials('download');
  let failures = 0;
  for (;;) {
    const fetched = await run.downloads.run(due, () => {
      // The job keeps its place until this begins, so downloads go before submissions.
      leave();
      return fetchOnce(making, attempt);
    });
    if (fetched.kind === 'made') return fetched;
    if (run.signal.aborted) return interrupted;
    if (fetched.kind === 'gone') {
      const settled = await denials.hear(fetched, making, attempt);
      if (settled) return settled;
      if (run.signal.aborted) return interrupted;
      continue;
    }
    failures += 1;
    const hopeless = failures === MOST_DOWNLOADS;
    if (fetched.kind === 'unreadable' && hopeless) return settleUnreadable(making, attempt, fetched.message);
    if (fetched.kind === 'undelivered' && (hopeless || !fetched.failure.again))
      return failed(diagnoseFailure(job, fetched.failure));
    const diagnostic =
      fetched.kind === 'unreadable'
        ? unreadable(job, fetched.message)
        : diagnoseFailure(job, fetched.failure);
    const asked = fetched.kind === 'unreadable' ? {} : fetched.failure;
    const wait = backOff(failures, asked, run.engine.random);
    await pause(making, { what: 'download', count: failures }, wait, diagnostic);
  }
}

/** Downloads into a file for this attempt only, and records the clip once its bytes are durable and complete. */
async function fetchOnce({ provider, run }: Making, { intent, remote, since }: Accepted): Promise<Fetched> {
  const { store, verify } = run.engine;
  const temporary = store.temporary(intent.attempt, 'mp4');
  try {
    const downloaded = await orAborted(provider.download(remote, temporary, run.signal), run.signal);
    switch (downloaded?.kind) {
      case undefined:
        return undelivered('The run was stopped.');
      case 'gone':
        return downloaded;
      case 'unreachable':
        return { kind: 'undelivered', failure: downloaded.failure };
      case 'done':
        break;
      default:
        return unreachable(downloaded);
    }
    const verified = await orAborted(verify(temporary, run.signal), run.signal);
    if (verified === undefined) return undelivered('The run was stopped.');
    if (!verified.ok) return { kind: 'unreadable', message: verified.error };

    const taken = await store.take(temporary, 'mp4');
    if (!taken.ok) return undelivered(`It could not be stored: ${taken.error}`);
    const { attempt, price } = intent;
    await store.append({
      type: 'made',
      attempt,
      ...taken.value,
      seconds: verified.value.seconds,
      cost: price,
      ...(since < run.begun && { resumed: true }),
    });
    return { kind: 'made', clip: taken.value.clip, cost: price };
  } finally {
    await store.files.remove(temporary);
  }
}

/** A problem of this machine, such as a full disk, which may pass. */
const undelivered = (message: string): Fetched => ({
  kind: 'undelivered',
  failure: { reason: 'environment', message, again: true },
});
