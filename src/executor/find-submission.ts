import type { Diagnostic } from '../core/diagnostic.ts';
import type { Listed, ListedJob, Provider } from '../providers/provider.ts';
import type { AtProvider } from '../store/replay.ts';
import { type Elsewhere, elsewhere } from './elsewhere.ts';
import { interrupted, type Open, type Stopped, type UnderWay } from './ending.ts';
import { isInterchangeable, likenessOf, lookAlike } from './likeness.ts';
import { pause } from './pause.ts';
import { backOff } from './retry.ts';
import { type Making, orAborted } from './run.ts';

/** How long after an intent its job may still be created: a request can be queued at a proxy. Milliseconds. */
const CREATED_BY = 180_000;
/** The minimum time between two searches. */
const BETWEEN_LOOKS = 10_000;
/** Failed searches after which nothing was created, the last of them after any job would have appeared. */
const LOOKS = 2;
/** Further searches for a list that proves something. */
const MOST_LOOKS = 6;
/** How far a server's clock may be off. */
const CLOCKS_APART = 300_000;
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
  const { run, provider } = making;
  const { clock, random } = run.engine;
  const { intent, since } = attempt;
  const shownBy = since + CREATED_BY + 1000 * (provider.data.lists?.within ?? 0);
  let [looks, blanks, silences] = [0, 0, 0];
  for (;;) {
    const listed = await orAborted(list(since - CLOCKS_APART, run.signal), run.signal);
    if (listed === undefined || run.signal.aborted) return interrupted;
    let wait: number;
    if (listed.kind === 'unreachable') {
      silences += 1;
      if (!listed.failure.again || silences > MOST_SILENCES) return unsure([]);
      wait = backOff(silences, listed.failure, random);
    } else {
      silences = 0;
      // Only now: whoever created a job that is listed has told so before.
      const others = await elsewhere(making, attempt, 2 * SINCE);
      // The job of an equal submission in progress may be listed before its answer arrives.
      const settled =
        ![...run.submitting].some((other) => lookAlike(other, intent)) &&
        !others?.open.some((other) => Math.abs(clock.now() - other.since) < CREATED_BY);
      if (settled) {
        const found = await foundIn(listed.jobs, others, making, attempt);
        if (found) return found;
        looks += 1;
        if (wouldShow(listed, making, attempt)) blanks += 1;
      }
      const left = shownBy - clock.now();
      if (left <= 0 && blanks >= LOOKS) return { kind: 'not-created' };
      if (left <= 0 && looks >= (canProve(making) ? MOST_LOOKS : LOOKS)) return unsure([]);
      wait = Math.max(left, BETWEEN_LOOKS);
    }
    await pause(making, { what: 'search', count: looks + silences }, wait, sought);
    if (run.signal.aborted) return interrupted;
  }
}

const unsure = (candidates: readonly string[]): Found => ({ kind: 'unsure', candidates });

const canProve = ({ provider }: Making): boolean => provider.data.lists?.within !== undefined;

/** Whether the list shows each job that it should: it was read as far as needed, and has what is known to be there. */
function wouldShow(listed: Extract<Listed, { kind: 'listed' }>, making: Making, attempt: Open): boolean {
  const { provider, run } = making;
  const within = provider.data.lists?.within;
  if (within === undefined || !listed.whole) return false;
  const known = run.engine.store.atProvider(provider.data.name);
  if (listed.byDates && !areDatesTrue(listed.jobs, known)) return false;
  const shown = new Set(listed.jobs.map(({ remote }) => remote));
  const latest = run.engine.clock.now() - 1000 * within;
  return known
    .filter(({ since }) => since >= attempt.since - CLOCKS_APART / 2 && since <= latest)
    .every(({ remote }) => shown.has(remote));
}

/** Whether the list dates a job of ours as we do. Until one says so, its dates prove nothing. */
const areDatesTrue = (jobs: readonly ListedJob[], known: readonly AtProvider[]): boolean =>
  known.some(({ remote, since }) =>
    jobs.some((job) => job.remote === remote && Math.abs((job.created ?? 0) - since) < CLOCKS_APART),
  );

/** How far from its intent a job may seem to have been created. */
const SINCE = CLOCKS_APART + CREATED_BY;

const isSince = ({ created = 0 }: ListedJob, since: number): boolean => Math.abs(created - since) < SINCE;

async function foundIn(
  jobs: readonly ListedJob[],
  others: Elsewhere | undefined,
  { job, run, provider }: Making,
  { intent, since }: Open,
): Promise<Found | undefined> {
  const { store, emit, clock } = run.engine;
  const known = store.atProvider(provider.data.name);
  const earliest = areDatesTrue(jobs, known) ? since - CLOCKS_APART : 0;
  const alike = jobs
    .filter(({ remote }) => store.ownerOf(provider.data.name, remote) === undefined)
    .filter(({ created = since }) => created >= earliest)
    .map((listed) => ({ listed, likeness: likenessOf(listed, intent, job.holds).kind }))
    .filter(({ likeness }) => likeness !== 'different')
    .filter(({ listed, likeness }) => !others?.has(listed.remote, likeness === 'same'));
  const [first] = alike;
  if (first === undefined) return undefined;
  const candidates = alike.map(({ listed }) => listed.remote);

  // Some servers list a job under a different id than they returned: it may be one of ours, even one that failed.
  const shown = new Set(jobs.map(({ remote }) => remote));
  const hidden =
    others?.jobs.some((remote) => !shown.has(remote)) ||
    store
      .acceptedBy(provider.data.name)
      .some(
        (ours) =>
          !shown.has(ours.remote) &&
          lookAlike(ours.intent, intent) &&
          Math.abs(ours.since - since) < 2 * SINCE,
      );
  const open = store.unresolved().filter((other) => other.kind === 'open' && lookAlike(other.intent, intent));
  const certain =
    others?.open.length === 0 &&
    !alike.some(({ listed }) => others.has(listed.remote, false)) &&
    !hidden &&
    alike.length <= open.length &&
    alike.every(({ listed, likeness }) => likeness === 'same' && isSince(listed, since)) &&
    open.every((other) => isInterchangeable(other.intent, intent));
  if (!certain) return unsure(candidates);

  const { remote } = first.listed;
  // Takes effect at once, so that no other attempt finds it free.
  await store.append({ type: 'resolved', attempt: intent.attempt, answer: 'adopted', remote });
  emit({ type: 'job-resumed', job: job.id, segment: job.segment, take: job.take });
  return { kind: 'accepted', attempt: { kind: 'accepted', intent, remote, since: clock.now() } };
}
