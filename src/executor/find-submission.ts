import type { Diagnostic } from '../core/diagnostic.ts';
import type { Provider } from '../providers/provider.ts';
import { elsewhere } from './elsewhere.ts';
import { interrupted, type Open, type Overtaken, type Stopped, type UnderWay } from './ending.ts';
import { lookAlike } from './likeness.ts';
import { pause } from './pause.ts';
import { backOff } from './retry.ts';
import { type Making, orAborted } from './run.ts';
import {
  ALIKE_WITHIN,
  CREATED_BY,
  createdFrom,
  doubtful,
  lookInto,
  SENT_WITHIN,
  seekIn,
  shownBy,
  shownWithin,
  wouldShow,
} from './seek.ts';

/** The minimum time between two searches. */
const BETWEEN_LOOKS = 10_000;
/** Failed searches after which nothing was created, the last of them after any job would have appeared. */
const LOOKS = 2;
/**
 * Searches in a list that proves nothing by what it lacks, within half a minute: a job that is there shows by then, and the
 * next run looks again.
 */
const LOOKS_IN_VAIN = 3;
/** Further searches for a list that proves something. */
const MOST_LOOKS = 6;
/** How often a job that is listed may be denied by its id, a minute apart: a replica lags. */
const MOST_DENIALS = 6;
const BETWEEN_DENIALS = 60_000;
/** Consecutive lists that may fail. */
const MOST_SILENCES = 20;

interface Search {
  readonly list: NonNullable<Provider['list']>;
  /** Tells why it is looked for. */
  readonly sought: Diagnostic;
}

type Found =
  | UnderWay
  | { readonly kind: 'not-created' }
  | Overtaken
  /** Neither is certain: a person has to decide. `candidates`: ids of jobs that may be it. */
  | { readonly kind: 'unsure'; readonly candidates: readonly string[] }
  | Stopped;

/**
 * Looks among the provider's jobs for one that an unanswered attempt created: alike in all that the list tells,
 * and of no other attempt. Equal requests are interchangeable, so whichever of their jobs nobody has will do. That it
 * is not there says that it was not created only where the list would have shown it.
 */
export async function findSubmission(
  making: Making,
  attempt: Open,
  { list, sought }: Search,
): Promise<Found> {
  const { run } = making;
  const { clock, random, store } = run.engine;
  const { intent, since } = attempt;
  // All that may be found was sent before. The clock may have been set since its intent, so the time from here on counts, too.
  const begun = clock.steady();
  let [looks, blanks, silences, denials] = [0, 0, 0, 0];
  let doubted: readonly string[] = [];
  for (;;) {
    await store.learn([intent.fingerprint]);
    const known = store.attempt(intent.fingerprint);
    if (known && (known.kind !== 'open' || known.intent.attempt !== intent.attempt))
      return { kind: 'overtaken', attempt: known };
    const [asked, searched] = [clock.now(), clock.steady() - begun];
    const listed = await orAborted(list(createdFrom(making, attempt), run.signal), run.signal);
    if (listed === undefined || run.signal.aborted) return interrupted;
    let wait: number;
    if (listed.kind === 'unreachable') {
      silences += 1;
      if (!listed.failure.again || silences > MOST_SILENCES) return unsure([]);
      wait = backOff(silences, listed.failure, random);
    } else {
      silences = 0;
      // Only now: whoever created a job that is listed has told so before.
      const others = await elsewhere(making, attempt);
      // The job of an equal submission in progress may be listed before its answer arrives.
      const settled =
        ![...run.submitting].some((other) => lookAlike(other, intent)) &&
        !others?.alike.some(
          (other) =>
            other.remote === undefined &&
            Math.abs(other.since - since) < ALIKE_WITHIN &&
            Math.abs(clock.now() - other.since) < CREATED_BY,
        );
      if (settled) {
        const look = lookInto(listed, making);
        const sight = seekIn(look, others, making, attempt);
        if (sight?.kind === 'maybe') return unsure(sight.candidates);
        looks += 1;
        doubted = canProve(making) ? doubtful(look, others, making, attempt) : [];
        if (sight && !(await isFound(sight.remote, making))) {
          denials += 1;
          doubted = [sight.remote];
          if (denials >= MOST_DENIALS) return unsure(doubted);
        } else if (sight) {
          const adopted = await adopt(sight.remote, making, attempt);
          if (adopted) return adopted;
        }
        if (doubted.length === 0 && wouldShow(look, making, attempt)) blanks += 1;
      }
      const left = Math.max(shownBy(making, attempt) - asked, shownWithin(making) - searched);
      if (left <= 0 && blanks >= LOOKS) return { kind: 'not-created' };
      const isVain = blanks === 0 && denials === 0 && !canProve(making);
      if (isVain ? looks >= LOOKS_IN_VAIN : left <= 0 && looks >= MOST_LOOKS + denials)
        return unsure(doubted);
      const most = SENT_WITHIN + shownWithin(making);
      wait = isVain ? BETWEEN_LOOKS * Math.max(1, looks) : Math.min(most, Math.max(left, BETWEEN_LOOKS));
      if (denials > 0) wait = BETWEEN_DENIALS;
    }
    await pause(making, { what: 'search', count: looks + silences }, wait, sought);
    if (run.signal.aborted) return interrupted;
  }
}

const canProve = ({ provider }: Making): boolean => provider.data.lists?.within !== undefined;

const unsure = (candidates: readonly string[]): Found => ({ kind: 'unsure', candidates });

/** Whether its server has a job under the id that its list shows: some list jobs under ids of their own. */
async function isFound(remote: string, { provider, run }: Making): Promise<boolean> {
  const looked = await orAborted(Promise.resolve(provider.look?.(remote, run.signal)), run.signal);
  return looked?.kind !== 'gone';
}

/** Undefined if another attempt was quicker to. */
async function adopt(remote: string, { job, run }: Making, { intent }: Open): Promise<UnderWay | undefined> {
  const { store, emit, clock } = run.engine;
  // Takes effect at once, so that no other attempt finds it free.
  if (!(await store.adopt(intent, remote))) return undefined;
  emit({ type: 'job-resumed', job: job.id, segment: job.segment, take: job.take });
  return { kind: 'accepted', attempt: { kind: 'accepted', intent, remote, since: clock.now() } };
}
