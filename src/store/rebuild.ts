import type { JournalEntry } from './line.ts';

/** A journal put together from all that is left of its records. */
export interface Rebuilt {
  /** Numbered from 1 without gaps. */
  readonly entries: readonly JournalEntry[];
  /** How many records are known to have been written, but are nowhere. */
  readonly lost: number;
}

/**
 * Each record of these sources once, in their order. Where a number has several records, since an older copy was
 * continued, all are kept. `known` is how many there were at least.
 */
export function rebuild(sources: readonly (readonly JournalEntry[])[], known: number): Rebuilt {
  const records = new Map<string, JournalEntry>();
  const numbers = new Set<number>();
  for (const entry of sources.flat()) {
    numbers.add(entry.seq);
    const name = recordOf(entry);
    const same = records.get(name);
    if (same === undefined || entry.seq < same.seq) records.set(name, entry);
  }
  const found = [...records.values()].sort((a, b) => a.seq - b.seq || a.t - b.t);
  const last = [...numbers].reduce((most, seq) => Math.max(most, seq), known);
  return { entries: found.map(numberedAs), lost: last - numbers.size };
}

/** A record wherever it stands. */
export const recordOf = ({ seq: _seq, w: _w, ...record }: JournalEntry): string => JSON.stringify(record);

const numberedAs = (entry: JournalEntry, i: number): JournalEntry =>
  entry.seq === i + 1 ? entry : { ...entry, seq: i + 1, w: i };
