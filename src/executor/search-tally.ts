import { unreachable } from '../core/result.ts';
import type { Searched } from './search-list.ts';

/** The minimum time between two searches. Milliseconds. */
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

/** What the searches for one attempt have come to so far. */
export interface SearchTally {
  /** Searches that told something. */
  readonly looks: number;
  /** Those in which the job would have shown, and didn't. */
  readonly blanks: number;
  /** Those in which it was listed, and denied. */
  readonly denials: number;
  /** Lists in a row that did not come. */
  readonly silences: number;
  /** Ids of jobs that it may be, by the last search that told something. */
  readonly doubted: readonly string[];
}

export const noSearches: SearchTally = { looks: 0, blanks: 0, denials: 0, silences: 0, doubted: [] };

/** A search that found no job to take. */
export type Unfound = Exclude<Searched, { readonly kind: 'accepted' | 'stopped' }>;

/** What is known beside the searches. Times in milliseconds. */
export interface SearchTimes {
  /** Until the list shows any job that the attempt may have created; not positive: it does. */
  readonly left: number;
  /** The longest that this can take from the submission on. */
  readonly most: number;
  /** Whether its absence from the list can prove anything. */
  readonly proves: boolean;
  /** How long to wait after the n-th silence in a row, from 1. */
  readonly backOff: (n: number, failure: Extract<Unfound, { kind: 'silent' }>['failure']) => number;
}

export type AfterSearch =
  | { readonly kind: 'again'; readonly wait: number }
  | { readonly kind: 'not-created' }
  /** Neither is certain: a person has to decide. `candidates`: ids of jobs that may be it. */
  | { readonly kind: 'unsure'; readonly candidates: readonly string[] };

/** With one more search. */
export function counted(tally: SearchTally, searched: Unfound): SearchTally {
  const { looks, blanks, denials } = tally;
  switch (searched.kind) {
    case 'silent':
      return { ...tally, silences: tally.silences + 1 };
    case 'unsettled':
      return { ...tally, silences: 0 };
    case 'maybe':
      return { ...tally, silences: 0, looks: looks + 1, doubted: searched.candidates };
    case 'denied':
      return { ...tally, silences: 0, looks: looks + 1, denials: denials + 1, doubted: [searched.remote] };
    case 'missing':
      return {
        ...{ looks: looks + 1, blanks: blanks + (searched.proves ? 1 : 0), denials, silences: 0 },
        doubted: searched.doubted,
      };
    default:
      return unreachable(searched);
  }
}

/** What follows from the searches so far, of which `last` is the last. */
export function afterSearch(tally: SearchTally, last: Unfound, times: SearchTimes): AfterSearch {
  switch (last.kind) {
    case 'silent':
      return last.failure.again && tally.silences <= MOST_SILENCES
        ? { kind: 'again', wait: times.backOff(tally.silences, last.failure) }
        : { kind: 'unsure', candidates: [] };
    case 'maybe':
      return { kind: 'unsure', candidates: tally.doubted };
    case 'denied':
      if (tally.denials >= MOST_DENIALS) return { kind: 'unsure', candidates: tally.doubted };
      return goneOn(tally, times);
    case 'unsettled':
    case 'missing':
      return goneOn(tally, times);
    default:
      return unreachable(last);
  }
}

function goneOn(
  { looks, blanks, denials, doubted }: SearchTally,
  { left, most, proves }: SearchTimes,
): AfterSearch {
  if (left <= 0 && blanks >= LOOKS) return { kind: 'not-created' };
  const isVain = blanks === 0 && denials === 0 && !proves;
  if (isVain ? looks >= LOOKS_IN_VAIN : left <= 0 && looks >= MOST_LOOKS + denials)
    return { kind: 'unsure', candidates: doubted };
  if (denials > 0) return { kind: 'again', wait: BETWEEN_DENIALS };
  if (isVain) return { kind: 'again', wait: BETWEEN_LOOKS * Math.max(1, looks) };
  return { kind: 'again', wait: Math.min(most, Math.max(left, BETWEEN_LOOKS)) };
}
