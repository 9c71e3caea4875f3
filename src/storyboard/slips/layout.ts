import type { KeyMap } from '../key-map.ts';
import type { SourceText } from '../source.ts';
import { type Begun, entriesIn } from './entries.ts';
import { costOf, type StandingLine, type Trace, taken, waysOn } from './trace.ts';

/** How a text's lines are meant to stand. */
export interface LineLayout {
  readonly lines: readonly StandingLine[];
  /** How much speaks against it: columns to move by, and keys that still stand where they are unknown. */
  readonly cost: number;
}

/** Ways to read the same lines that are followed at a time, and how much worse than the best one may be. */
const mostWays = 4;
const worst = 8;

/** More lines are followed one way only, and a longer text not at all: nobody writes it by hand. */
const mostLines = 20_000;
const longest = 4_000_000;

/**
 * Follows a text line by line, and puts each under or beside what its key belongs to: as near as can be to where it
 * stands, but where the language does not know a key, or knows it already, rather a little further. Of several ways to
 * read the lines so, the one is taken against which least speaks in the end.
 */
export function layoutOf(source: SourceText, keys: KeyMap): LineLayout {
  if (source.text.length > longest) return { lines: [], cost: 0 };
  const lines = [...entriesIn(source)];
  const quick = follow(lines, keys, 1);
  return costOf(quick) === 0 || lines.length > mostLines
    ? layout(quick)
    : layout(follow(lines, keys, mostWays));
}

function follow(lines: readonly Begun[], keys: KeyMap, atOnce: number): Trace | undefined {
  let ways: readonly (Trace | undefined)[] = [undefined];
  const least = lines.reduce(
    (column, { entry }) => Math.min(column, entry.line.indent),
    Number.POSITIVE_INFINITY,
  );
  for (const line of lines) {
    const next = ways
      .flatMap((way) => waysOn(way, line, { top: keys.top, least }))
      .map((way) => ({ way, cost: costOf(way.before) + way.cost }))
      .sort((a, b) => a.cost - b.cost);
    const most = (next[0]?.cost ?? 0) + worst;
    ways = next.slice(0, atOnce).flatMap(({ way, cost }) => (cost <= most ? taken(way) : []));
  }
  return ways[0];
}

function layout(last: Trace | undefined): LineLayout {
  const lines: StandingLine[] = [];
  for (let trace = last; trace; trace = trace.before) lines.push(trace.standing);
  return { lines: lines.reverse(), cost: costOf(last) };
}
