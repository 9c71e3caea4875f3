import type { Listed, ListedJob } from '../providers/provider.ts';
import type { AtProvider } from '../store/replay.ts';
import { compareWords } from './compare-words.ts';
import type { Elsewhere } from './elsewhere.ts';
import type { Open } from './ending.ts';
import { isInterchangeable, likenessOf, lookAlike, promptOf } from './likeness.ts';
import { relocatedSince, whereabouts } from './relocated.ts';
import type { Making } from './run.ts';

/** How long after its intent a request is sent, at most: on a slow disk or a machine that slept, it is not sent at all. Milliseconds. */
export const SENT_WITHIN = 60_000;
/** How long after a request was sent its job may still be created: it can be queued at a proxy. Milliseconds. */
const CREATED_WITHIN = 180_000;
/** The same after its intent. */
export const CREATED_BY = SENT_WITHIN + CREATED_WITHIN;
/** How far a server's clock may be off. */
const CLOCKS_APART = 300_000;
/** How far from its intent a job may seem to have been created. */
const SINCE = CLOCKS_APART + CREATED_BY;
/** Of two attempts: further apart, the job of one can't seem to be the other's where the list dates jobs truly. */
export const ALIKE_WITHIN = 2 * SINCE;

/** A provider's list, held against what this journal knows to be there. */
interface Look {
  readonly listed: Extract<Listed, { kind: 'listed' }>;
  readonly known: readonly AtProvider[];
  /** Ids of the listed jobs. */
  readonly shown: ReadonlySet<string>;
  /** Whether it dates a job of ours as we do. Until it does, its dates prove nothing. */
  readonly areDatesTrue: boolean;
}

export function lookInto(listed: Look['listed'], { provider, run }: Making): Look {
  const known = run.engine.store.atProvider(provider.data.name);
  const created = new Map(listed.jobs.map((job) => [job.remote, job.created ?? 0]));
  return {
    listed,
    known,
    shown: new Set(created.keys()),
    areDatesTrue: known.some(
      ({ remote, since }) => Math.abs((created.get(remote) ?? 0) - since) < CLOCKS_APART,
    ),
  };
}

/** Whether it shows the words of a job of ours as we know them, and of none otherwise. Until it does, other words prove nothing. */
function areWordsTrue({ listed: { jobs }, known }: Look): boolean {
  const sent = new Map(known.map(({ remote, intent }) => [remote, promptOf(intent)]));
  const ours = jobs.flatMap(({ remote, prompt }) => {
    const words = sent.get(remote);
    return words === undefined ? [] : [compareWords(prompt, words)];
  });
  return ours.includes('same') && !ours.includes('different');
}

/**
 * Ids of jobs that nobody is known to have, from the time of this attempt, in a list that may tell words of its own: a server may
 * rewrite prompts, or hide them.
 */
export function doubtful(
  look: Look,
  others: Elsewhere | undefined,
  { provider, run }: Making,
  { since }: Open,
): readonly string[] {
  if (areWordsTrue(look)) return [];
  return look.listed.jobs
    .filter(({ created = since }) => Math.abs(created - since) < SINCE)
    .map(({ remote }) => remote)
    .filter((remote) => run.engine.store.ownerOf(provider.data.name, remote) === undefined)
    .filter((remote) => !others?.has(remote, false));
}

/** Whether that something is not in its list can prove anything of an attempt: not where another server, or account, was asked. */
export const canProve = (making: Making, attempt: Open): boolean =>
  making.provider.data.lists?.within !== undefined && !isAskedElsewhere(making, attempt);

const isAskedElsewhere = (making: Making, { intent }: Open): boolean =>
  !making.run.engine.isRehearsal && relocatedSince(intent, whereabouts(making)) !== undefined;

/** Whether the list shows each job that it should: it was read as far as needed, and has what is known to be there. */
export function wouldShow(
  { listed, known, shown, areDatesTrue }: Look,
  making: Making,
  attempt: Open,
): boolean {
  const { provider, run } = making;
  const within = provider.data.lists?.within;
  if (within === undefined || !listed.whole) return false;
  if (isAskedElsewhere(making, attempt)) return false;
  if (listed.byDates && !areDatesTrue) return false;
  const latest = run.engine.clock.now() - 1000 * within;
  return known
    .filter(({ since }) => since >= attempt.since - CLOCKS_APART / 2 && since <= latest)
    .every(({ remote }) => shown.has(remote));
}

/**
 * Attempts with the same words that have taken a job since this one began: it may have been this one's, and what is left is
 * theirs.
 */
const rivals = ({ provider, run }: Making, { intent, since }: Open): readonly AtProvider[] =>
  run.engine.store
    .acceptedBy(provider.data.name)
    .filter((other) => other.adopted && other.since > since && lookAlike(other.intent, intent));

/** Milliseconds since 1970 before which no job was created that may be for this attempt, whatever the clocks here and there. */
export const createdFrom = (making: Making, attempt: Open): number =>
  Math.min(attempt.since, ...rivals(making, attempt).map(({ begun }) => begun)) - CLOCKS_APART;

/** Milliseconds since 1970 at which an attempt was sent, at the latest. */
function sentBy({ engine, begun, sent }: Making['run'], { intent, since }: Open): number {
  // Of its own, a run knows when.
  if (sent.has(intent.attempt)) return since;
  // What an earlier process sent, it sent before this run began: the store's lock has kept it out since.
  return engine.store.shared ? since + SENT_WITHIN : Math.min(since + SENT_WITHIN, begun);
}

/** Milliseconds since 1970 at which the list shows each job that may be for this attempt. */
export function shownBy(making: Making, attempt: Open): number {
  const { run } = making;
  const latest = Math.max(sentBy(run, attempt), ...rivals(making, attempt).map((other) => other.since));
  return latest + shownWithin(making);
}

/** Milliseconds after a request was sent within which the list shows its job, if there is one. */
export const shownWithin = ({ provider }: Making): number =>
  CREATED_WITHIN + 1000 * (provider.data.lists?.within ?? 0);

type Sight =
  | { readonly kind: 'certain'; readonly remote: string }
  /** `candidates`: ids of jobs that may be it. */
  | { readonly kind: 'maybe'; readonly candidates: readonly string[] };

/** The listed jobs that an unanswered attempt may have created; undefined if there are none. */
export function seekIn(
  { listed: { jobs }, shown, areDatesTrue }: Look,
  others: Elsewhere | undefined,
  making: Making,
  attempt: Open,
): Sight | undefined {
  const { job, run, provider } = making;
  const { intent, since } = attempt;
  const { store } = run.engine;
  const earliest = areDatesTrue ? createdFrom(making, attempt) : 0;
  const alike = jobs
    .filter(({ remote }) => store.ownerOf(provider.data.name, remote) === undefined)
    .filter(({ created = since }) => created >= earliest)
    .map((listed) => ({ listed, likeness: likenessOf(listed, intent, job.holds).kind }))
    .filter(({ likeness }) => likeness !== 'different')
    .filter(({ listed, likeness }) => !others?.has(listed.remote, likeness === 'same'))
    .sort((a, b) => apart(a.listed, since) - apart(b.listed, since));
  const [first] = alike;
  if (first === undefined) return undefined;

  // Some servers list a job under a different id than they returned: it may be one of ours, even one that failed.
  const isNear = (other: { readonly since: number }): boolean =>
    !areDatesTrue || Math.abs(other.since - since) < ALIKE_WITHIN;
  const theirs = others?.alike.filter(isNear);
  const hidden =
    theirs?.some(({ remote }) => remote !== undefined && !shown.has(remote)) ||
    store
      .acceptedBy(provider.data.name)
      .some((ours) => !shown.has(ours.remote) && lookAlike(ours.intent, intent) && isNear(ours));
  const open = store.unresolved().filter((other) => other.kind === 'open' && lookAlike(other.intent, intent));
  const certain =
    theirs?.every(({ remote }) => remote !== undefined) &&
    !alike.some(({ listed }) => others?.has(listed.remote, false)) &&
    !hidden &&
    alike.length <= open.length &&
    alike.every(({ listed, likeness }) => likeness === 'same' && isSince(listed, since)) &&
    open.every((other) => isInterchangeable(other.intent, intent));
  return certain
    ? { kind: 'certain', remote: first.listed.remote }
    : { kind: 'maybe', candidates: alike.map(({ listed }) => listed.remote) };
}

const apart = ({ created = 0 }: ListedJob, since: number): number => Math.abs(created - since);

const isSince = (listed: ListedJob, since: number): boolean => apart(listed, since) < SINCE;
