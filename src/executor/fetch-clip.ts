import { inputKey } from '../core/request.ts';
import { unreachable } from '../core/result.ts';
import { say, says } from '../core/sentence.ts';
import { isNear } from '../providers/address.ts';
import type { Downloaded, Failure, Gone } from '../providers/provider.ts';
import { countedAt } from '../store/attempt.ts';
import type { Intent } from '../store/record.ts';
import { isSafe } from './admission.ts';
import { diagnoseFailure, unreadable } from './diagnose.ts';
import { type Accepted, type Ending, failed, interrupted, type Refused } from './ending.ts';
import { Denials, type Denied } from './gone.ts';
import { wordsOf } from './likeness.ts';
import { pause } from './pause.ts';
import type { Urgency } from './pool.ts';
import { backOff } from './retry.ts';
import { type Making, orAborted } from './run.ts';
import { settleUnreadable } from './settle.ts';
import { endsEarly, mayBeNewPart, tellDifferences } from './tell-differences.ts';
import { tooSlow, type Watched } from './too-slow.ts';

/** Downloads of one clip per run; after that, the footage stays at the provider for the next run. */
const MOST_DOWNLOADS = 6;

type Fetched =
  | Extract<Ending, { kind: 'made' }>
  | Gone
  /** It was slow, and others were waiting. */
  | { readonly kind: 'put-back' }
  /** It could not be downloaded this time, or not all of it: it ended too early, `endedAt` so many seconds. */
  | { readonly kind: 'undelivered'; readonly failure: Failure; readonly endedAt?: number }
  /** The file is not a video. */
  | { readonly kind: 'unreadable'; readonly message: string };

/**
 * Brings completed footage into the store. It is paid for, so this tries hard. `due`: milliseconds since 1970 when the
 * provider drops it.
 */
export async function fetchClip(
  making: Making,
  attempt: Accepted,
  due: number,
): Promise<Denied | Refused | Ending> {
  const { job, run } = making;
  const denials = new Denials('download');
  let failures = 0;
  let endedAt: number | undefined;
  for (let tries = 0; ; tries++) {
    const fetched = await fetchOnce(making, attempt, { due, tries }, endedAt);
    if (fetched.kind === 'made') return fetched;
    if (run.signal.aborted) return interrupted;
    if (fetched.kind === 'put-back') continue;
    if (fetched.kind === 'undelivered') endedAt = fetched.endedAt ?? endedAt;
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
      return failed(diagnoseFailure(making, fetched.failure));
    const diagnostic =
      fetched.kind === 'unreadable'
        ? unreadable(job, fetched.message)
        : diagnoseFailure(making, fetched.failure);
    const asked = fetched.kind === 'unreadable' ? {} : fetched.failure;
    const wait = backOff(failures, asked, run.engine.random);
    await pause(making, { what: 'download', count: failures }, wait, diagnostic);
  }
}

/** Downloads into a file for this attempt only, and keeps it once its bytes are complete. `endedAt`: where it ended too early before. */
async function fetchOnce(
  making: Making,
  attempt: Accepted,
  urgency: Urgency,
  endedAt: number | undefined,
): Promise<Fetched> {
  const { run, leave } = making;
  const { store } = run.engine;
  const temporary = store.temporary(attempt.intent.attempt, 'mp4');
  let kept: Promise<Fetched> | undefined;
  try {
    const downloaded = await run.downloads.run(urgency, async (slot) => {
      // The job keeps its place until this begins, so downloads go before submissions.
      leave();
      const arrived = await download(making, attempt.remote, temporary, { slot, tries: urgency.tries });
      if (arrived?.kind !== 'done') return arrived;
      // And the next download waits until this one can be kept, so that they never run far ahead.
      await new Promise<void>((begun) => {
        kept = run.keeping.run(urgency, () => {
          begun();
          return keep(making, attempt, temporary, endedAt);
        });
      });
      return arrived;
    });
    switch (downloaded?.kind) {
      case undefined:
        return undelivered('The run was stopped.');
      case 'gone':
        return downloaded;
      case 'put-back':
        return downloaded;
      case 'unreachable':
        return { kind: 'undelivered', failure: downloaded.failure };
      case 'done':
        break;
      default:
        return unreachable(downloaded);
    }
    return (await kept) ?? undelivered('The run was stopped.');
  } finally {
    await store.files.remove(temporary);
  }
}

/** Seconds. */
const SAME_END = 0.05;

/** Records the clip once its bytes are durable and complete. */
async function keep(making: Making, accepted: Accepted, temporary: string, endedAt = 0): Promise<Fetched> {
  const { run } = making;
  const { store, verify } = run.engine;
  const { intent, since, charged } = accepted;
  const verified = await orAborted(verify(temporary, run.signal), run.signal);
  if (verified === undefined) return undelivered('The run was stopped.');
  if (!verified.ok) return { kind: 'unreadable', message: verified.error };

  const { seconds } = verified.value;
  // What ends at the same place twice is all that there is.
  if (endsEarly(making.job, seconds) && Math.abs(seconds - endedAt) > SAME_END)
    return { kind: 'undelivered', failure: cutShort(making, seconds), endedAt: seconds };

  const taken = await store.take(temporary, 'mp4');
  if (!taken.ok) return undelivered(`It could not be stored: ${taken.error}`);
  const isSource = taken.value.clip === sourceOf(making);
  if (isSource && !mayBeNewPart(making.job, verified.value.seconds))
    return { kind: 'undelivered', failure: repeated(making) };
  const { attempt } = intent;
  const cost = countedAt(accepted);
  await store.append({
    type: 'made',
    attempt,
    ...taken.value,
    seconds: verified.value.seconds,
    ...{ cost, ...(charged !== undefined && { charged }) },
    ...(since < run.begun && { resumed: true }),
  });
  tellDifferences(making, {
    ...verified.value,
    isSource,
    ...(!isSource && { twin: twinOf(making, intent, taken.value.clip) }),
  });
  const { storyboardName } = run.settings;
  // Another film's submission is that film's to pay.
  const isOurs = store.namesOf(storyboardName).has(intent.storyboard);
  const money = isOurs ? { cost, price: intent.price } : { cost: 0, price: 0 };
  return { kind: 'made', clip: taken.value.clip, ...money };
}

/** Ends with the run, or when the download is too slow to go on with; a provider may ignore the signal. */
async function download(
  { provider, run }: Making,
  remote: string,
  file: string,
  turn: Pick<Watched, 'slot' | 'tries'>,
): Promise<Downloaded | Extract<Fetched, { kind: 'put-back' }> | undefined> {
  const { store, clock } = run.engine;
  const ended = new AbortController();
  const end = (): void => ended.abort();
  run.signal.addEventListener('abort', end);
  try {
    const downloading = orAborted(provider.download(remote, file, ended.signal), run.signal);
    const verdict = await Promise.race([
      downloading.then(() => undefined),
      tooSlow({ ...turn, arrived: () => store.files.size(file) ?? 0 }, clock, ended.signal),
    ]);
    switch (verdict) {
      case undefined:
        return await downloading;
      case 'put-back':
        downloading.catch(() => undefined);
        return { kind: 'put-back' };
      case 'trickle':
        downloading.catch(() => undefined);
        return { kind: 'unreachable', failure: trickle(provider.data.name) };
      default:
        return unreachable(verdict);
    }
  } finally {
    run.signal.removeEventListener('abort', end);
    end();
  }
}

/** The hash of the footage that a job continues or edits. */
function sourceOf({ job: { request }, run }: Making): string | undefined {
  if (request.kind === 'generate') return undefined;
  const { source } = request;
  return source.kind === 'file' ? source.sha256 : run.engine.store.clip(inputKey(source))?.hash;
}

/** The segment of another job with other words that has this very footage: a link was another's, or a stand-in was delivered. */
function twinOf({ provider, run }: Making, intent: Intent, hash: string): string | undefined {
  // What stands in for a service may show the same for all.
  if (isSafe(provider) || isNear(provider.data.address)) return undefined;
  const words = wordsOf(intent);
  return [...run.engine.store.attempts()].find(
    (other) =>
      other.kind === 'made' &&
      other.clip.hash === hash &&
      other.intent.attempt !== intent.attempt &&
      other.intent.request.provider === provider.data.name &&
      wordsOf(other.intent) !== words,
  )?.intent.segment;
}

const repeated = ({ provider }: Making): Failure => ({
  reason: 'other',
  ...says(
    say`${{ provider: provider.data.name }} delivered the footage that it was sent, and not what it was to make of it.`,
    say`It is paid for and stays at the provider: the next run asks for it again. If that doesn't help, ask the provider.`,
  ),
  again: true,
});

const cutShort = ({ provider, job }: Making, seconds: number): Failure => ({
  reason: 'network',
  ...says(
    say`${{ provider: provider.data.name }} delivered ${{ seconds: Math.round(seconds * 100) / 100 }} s of footage for ${{ job: job.id }}, which is less than was asked for: the rest may have been cut off.`,
    say`It is asked for again; if it ends at the same place, that is all there is.`,
  ),
  again: true,
});

const trickle = (provider: string): Failure => ({
  reason: 'network',
  ...says(say`${{ provider }} sends the footage so slowly that it would not arrive in hours.`),
  again: true,
});

/** A problem of this machine, such as a full disk, which may pass. */
const undelivered = (message: string): Fetched => ({
  kind: 'undelivered',
  failure: { reason: 'environment', message, again: true },
});
