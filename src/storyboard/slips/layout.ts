import type { KeyMap } from '../key-map.ts';
import type { SourceText } from '../source.ts';
import { type Begun, entriesIn } from './entries.ts';
import { costOf, type StandingLine, type Trace, taken, waysOn } from './trace.ts';

/** Where the lines of a text belong. */
export interface LineLayout {
  readonly lines: readonly StandingLine[];
  /** Its cost: columns to move by, and keys that are still in unknown places. */
  readonly cost: number;
}

/** Number of ways to read the lines that are followed at a time, and how much worse than the best they may be. */
const mostWays = 4;
const worst = 8;

/** More lines are followed in one way only, and longer texts not at all: nobody writes those by hand. */
const mostLines = 20_000;
const longest = 4_000_000;

/**
 * Follows a text line by line, and puts each line under or beside the entry that its key belongs to: as near as possible
 * to its column, but a little further away rather than where the language does not have the key, or the mapping already
 * has it. Of several ways to read the lines like this, the one with the lowest cost is taken.
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
