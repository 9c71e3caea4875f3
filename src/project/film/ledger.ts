import type { LedgerEntry } from '../../core/holdings.ts';
import { roundToMicrodollars } from '../../planner/models/price.ts';
import type { Plan } from '../../planner/plan.ts';

/** US dollars; all but `spent` are explained in `Status`, which has them of a whole film. */
export interface Sums {
  readonly spent: number;
  readonly lost: number;
  readonly reserved: number;
  readonly maybeCharged: number;
}

/**
 * A film's attempts, each under the segment and take that its request is now, since segments may have been renamed. What
 * no job of the plan asks for any more stays where it was made.
 */
export function ledgerNow(entries: readonly LedgerEntry[], { jobs }: Plan): readonly LedgerEntry[] {
  const places = new Map<string, Place[]>();
  for (const { fingerprint, segment, take, link } of jobs) {
    const known = places.get(fingerprint) ?? [];
    places.set(fingerprint, [...known, { segment, take, link }]);
  }
  return entries.map((entry) => {
    const now = places.get(entry.request);
    if (now === undefined || now.some((place) => isAt(entry, place))) return entry;
    return { ...entry, ...now[0] };
  });
}

type Place = Pick<LedgerEntry, 'segment' | 'take' | 'link'>;

const isAt = (entry: LedgerEntry, { segment, take, link }: Place): boolean =>
  entry.segment === segment && entry.take === take && entry.link === link;

export function sumsOf(entries: readonly Sums[]): Sums {
  const sum = (of: (entry: Sums) => number): number =>
    roundToMicrodollars(entries.reduce((total, entry) => total + of(entry), 0));
  return {
    spent: sum(({ spent }) => spent),
    lost: sum(({ lost }) => lost),
    reserved: sum(({ reserved }) => reserved),
    maybeCharged: sum(({ maybeCharged }) => maybeCharged),
  };
}
