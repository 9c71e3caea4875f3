import { type LedgerEntry, type Money, noMoney, type Took } from '../core/holdings.ts';
import type { Request } from '../core/request.ts';
import { advance, clipOf, isPassing, type OfAnAttempt } from './advance.ts';
import {
  type Attempt,
  type Delivered,
  exchanged,
  isDelivered,
  isUnresolved,
  moneyOf,
  type StoredClip,
  type Unresolved,
} from './attempt.ts';
import { History } from './history.ts';
import type { JournalEntry } from './line.ts';
import type { Choices, Intent, JournalRecord } from './record.ts';
import { SameFilm } from './same-film.ts';

/** What all records say together. Equal records give an equal state. */
export interface State {
  /** The last attempt at this fingerprint's job. */
  lastAttempt(fingerprint: string): Attempt | undefined;
  /** The attempt of this name. */
  attemptNamed(attempt: string): Attempt | undefined;
  /** What a completed attempt was before its clip arrived, while its footage is still at its provider: to be downloaded again. */
  beforeMade(made: Extract<Attempt, { kind: 'made' }>): Attempt | undefined;
  /** The first begun first. */
  attempts(): Iterable<Attempt>;
  /** Attempts that may have cost money without yielding footage. */
  unresolved(): readonly Unresolved[];
  /** Attempts whose clips were made and whose footage is still at its provider. */
  delivered(): readonly Delivered[];
  /** Whether it is one of these records'. */
  hasAttempt(attempt: string): boolean;
  /** The attempt with this id at the provider, the last one if there are several. */
  ownerOf(provider: string, remote: string): string | undefined;
  /** The ids at its provider that this attempt has or had, and that no other attempt has. */
  idsOf(attempt: string): readonly string[];
  /** What this provider accepted and, as far as is known, has not lost, failed or deleted. */
  atProvider(provider: string): readonly AtProvider[];
  /** What it ever accepted, failed and deleted jobs too. */
  acceptedBy(provider: string): readonly AtProvider[];
  /** The latest result of this fingerprint's job. */
  clip(fingerprint: string): StoredClip | undefined;
  /** Every file that the store should have, once. */
  clips(): Iterable<StoredClip>;
  stored(hash: string): StoredClip | undefined;
  /** Ascending. */
  redone(requestClass: string): readonly number[];
  /** The request of the clip that was last made for this place in a film. */
  lastRequest(storyboard: string, segment: string, take: number, link: number): Request | undefined;
  /** How long the latest jobs of this model took that one run followed from start to end, at most nine. */
  took(provider: string, model: string): readonly Took[];
  /** Those of a film's last run; undefined if no run recorded any. */
  choices(storyboard: string): Choices | undefined;
  /** The requests of everything ever made for a film, the latest last. */
  madeFor(storyboard: string): readonly Intent[];
  /** Of all attempts for a film. */
  money(storyboard: string): Money;
  /** Each attempt for a film, the first begun first. */
  ledger(storyboard: string): readonly LedgerEntry[];
  /** The names of the storyboards that are of the same film as this one, its own first. */
  namesOf(storyboard: string): ReadonlySet<string>;
  /** Whether anything was recorded under this name. */
  knows(storyboard: string): boolean;
  /** Whether anything was, since its storyboard was last said to be gone. */
  isInUse(storyboard: string): boolean;
  /** How many records are in no file any more, as a person accepted. */
  lostRecords(): number;
}

/** A job at its provider. */
export interface AtProvider {
  readonly intent: Intent;
  readonly remote: string;
  /** Milliseconds since 1970 of its intent. */
  readonly begun: number;
  /** Milliseconds since 1970 at which it was accepted. */
  readonly since: number;
  /** Found in a list, or named by a person: another attempt may have created it. */
  readonly adopted?: true;
}

/** A state that grows: `apply` takes the next record, made at `t` milliseconds since 1970. */
export interface GrowingState extends State {
  apply(record: JournalRecord, t: number): void;
}

export function replay(entries: readonly JournalEntry[]): GrowingState {
  const state = emptyState();
  for (const entry of entries) state.apply(entry, entry.t);
  return state;
}

function emptyState(): GrowingState {
  const attempts = new Map<string, Attempt>();
  const lastAttempts = new Map<string, string>();
  const owners = new Map<string, string>();
  /** By attempt. */
  const atProviders = new Map<string, AtProvider>();
  /** The same, whatever became of them. */
  const accepted = new Map<string, AtProvider>();
  /** When each attempt began. */
  const intended = new Map<string, number>();
  /** Attempts whose jobs were found, or named. */
  const adopted = new Set<string>();
  const clips = new Map<string, StoredClip>();
  const stored = new Map<string, StoredClip>();
  const redone = new Map<string, Set<number>>();
  const requests = new Map<string, Request>();
  const choices = new Map<string, Choices>();
  const money = new Map<string, Money>();
  /** When the attempts in progress began. */
  const begun = new Map<string, number>();
  const took = new Map<string, readonly Took[]>();
  const films = new SameFilm();
  const history = new History();
  let lost = 0;

  function put(id: string, attempt: Attempt): void {
    const before = attempts.get(id);
    const { storyboard } = attempt.intent;
    if (attempt.kind === 'accepted') {
      const { intent, remote, since } = attempt;
      owners.set(remoteKey(intent.request.provider, remote), id);
      const begun = intended.get(id) ?? since;
      const job: AtProvider = { intent, remote, begun, since, ...(adopted.has(id) && { adopted: true }) };
      atProviders.set(id, job);
      accepted.set(id, job);
    } else if (attempt.kind !== 'made' || attempt.remote === undefined) atProviders.delete(id);
    const total = money.get(storyboard) ?? noMoney;
    attempts.set(id, attempt);
    money.set(storyboard, exchanged(total, before ? moneyOf(before) : noMoney, moneyOf(attempt)));
  }

  function keep(fingerprint: string, clip: StoredClip): void {
    clips.set(fingerprint, clip);
    stored.set(clip.hash, clip);
  }

  function drop(hash: string): void {
    for (const [fingerprint, clip] of clips) if (clip.hash === hash) clips.delete(fingerprint);
    stored.delete(hash);
  }

  function begin(intent: Intent, since: number): void {
    intended.set(intent.attempt, since);
    put(intent.attempt, { kind: 'open', intent, since });
    lastAttempts.set(intent.fingerprint, intent.attempt);
    begun.set(intent.attempt, since);
    history.begin(intent, since);
  }

  function order(requestClass: string, take: number): void {
    const takes = redone.get(requestClass);
    if (takes) takes.add(take);
    else redone.set(requestClass, new Set([take]));
  }

  function follow(record: OfAnAttempt, t: number): void {
    const before = attempts.get(record.attempt);
    // Its intent is in a damaged part of the journal: nothing is known about it.
    if (before === undefined) return;
    if (record.type === 'resolved' && record.answer === 'adopted') adopted.add(record.attempt);
    const after = advance(before, record, t);
    put(record.attempt, after);
    history.note(record, t);
    time(record, after.intent.request, t);
    if (after.kind !== 'made') return;
    keep(after.intent.fingerprint, after.clip);
    requests.set(placeKey(after.intent), after.intent.request);
  }

  function time(record: OfAnAttempt, request: Request, t: number): void {
    const since = begun.get(record.attempt);
    if (since === undefined || isPassing(record.type)) return;
    // Nobody knows how long an attempt took that a person had to settle.
    begun.delete(record.attempt);
    if (record.type !== 'made' || record.resumed) return;
    const key = modelKey(request.provider, request.model);
    const latest = { request, seconds: (t - since) / 1000 };
    took.set(key, [latest, ...(took.get(key) ?? [])].slice(0, mostTook));
  }

  return {
    apply(record, t) {
      if ('storyboard' in record) films.use(record.storyboard);
      switch (record.type) {
        case 'intent':
          begin(record, t);
          break;
        case 'frame':
          keep(record.fingerprint, clipOf(record, 0));
          break;
        case 'redo':
          order(record.requestClass, record.take);
          break;
        case 'film':
          films.unite([record.storyboard, ...record.sameAs], record.gone);
          break;
        case 'choices':
          choices.set(record.storyboard, choicesIn(record));
          break;
        case 'removed':
          drop(record.clip);
          break;
        case 'stray':
          break;
        case 'recovered':
          lost += record.lost;
          break;
        default:
          follow(record, t);
      }
    },
    lastAttempt: (fingerprint) => attempts.get(lastAttempts.get(fingerprint) ?? ''),
    attemptNamed: (attempt) => attempts.get(attempt),
    beforeMade({ intent, clip: { charged } }) {
      const there = atProviders.get(intent.attempt);
      return (
        there && { kind: 'accepted', ...there, refetch: true, ...(charged !== undefined && { charged }) }
      );
    },
    attempts: () => attempts.values(),
    unresolved: () => [...attempts.values()].filter(isUnresolved),
    delivered: () => [...attempts.values()].filter(isDelivered),
    hasAttempt: (attempt) => attempts.has(attempt),
    ownerOf: (provider, remote) => owners.get(remoteKey(provider, remote)),
    idsOf: (attempt) => [...owners].flatMap(([key, owner]) => (owner === attempt ? [remoteIn(key)] : [])),
    atProvider: (provider) =>
      [...atProviders.values()].filter(({ intent }) => intent.request.provider === provider),
    acceptedBy: (provider) =>
      [...accepted.values()].filter(({ intent }) => intent.request.provider === provider),
    clip: (fingerprint) => clips.get(fingerprint),
    clips: () => new Map([...clips.values()].map((clip) => [clip.hash, clip])).values(),
    stored: (hash) => stored.get(hash),
    redone: (requestClass) => [...(redone.get(requestClass) ?? [])].sort((a, b) => a - b),
    lastRequest: (storyboard, segment, take, link) =>
      firstOf(films.namesOf(storyboard), (name) =>
        requests.get(placeKey({ storyboard: name, segment, take, link })),
      ),
    took: (provider, model) => took.get(modelKey(provider, model)) ?? [],
    choices: (storyboard) => firstOf(films.namesOf(storyboard), (name) => choices.get(name)),
    madeFor(storyboard) {
      const names = films.namesOf(storyboard);
      return [...attempts.values()].flatMap(({ kind, intent }) =>
        kind === 'made' && names.has(intent.storyboard) ? [intent] : [],
      );
    },
    money: (storyboard) =>
      [...films.namesOf(storyboard)]
        .map((name) => money.get(name) ?? noMoney)
        .reduce((sum, one) => exchanged(sum, noMoney, one)),
    ledger(storyboard) {
      const names = films.namesOf(storyboard);
      return [...attempts.values()]
        .filter(({ intent }) => names.has(intent.storyboard))
        .map((attempt) => history.entryOf(attempt));
    },
    namesOf: (storyboard) => films.namesOf(storyboard),
    knows: (storyboard) => films.knows(storyboard),
    isInUse: (storyboard) => films.isInUse(storyboard),
    lostRecords: () => lost,
  };
}

/** Enough for a median that adapts when a provider becomes slower or faster. */
const mostTook = 9;

const modelKey = (provider: string, model: string): string => JSON.stringify([provider, model]);

const choicesIn = ({ provider, model, vars, draft }: Choices): Choices => ({
  ...(provider !== undefined && { provider }),
  ...(model !== undefined && { model }),
  vars,
  ...(draft && { draft }),
});

function firstOf<T>(names: ReadonlySet<string>, find: (name: string) => T | undefined): T | undefined {
  for (const name of names) {
    const found = find(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

const placeKey = (place: { storyboard: string; segment: string; take: number; link: number }): string =>
  JSON.stringify([place.storyboard, place.segment, place.take, place.link]);

const remoteKey = (provider: string, remote: string): string => JSON.stringify([provider, remote]);

const remoteIn = (key: string): string => JSON.parse(key)[1];
