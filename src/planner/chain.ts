import type { Lengths } from '../providers/capabilities.ts';

/** What a chain may be made of: one link of `first`, then at most `mostRest` links of `rest`. All in seconds. */
export interface ChainLimits {
  readonly first: Lengths;
  readonly rest: Lengths;
  readonly mostRest: number;
  /** Most footage of all links together. */
  readonly longest: number;
}

/**
 * The links, in seconds, that together make at least `seconds` with the fewest seconds, then the fewest
 * links; among equals the longest links first, so that the answer never depends on anything else.
 * Undefined where no chain within the limits reaches that far. Exact to the millisecond.
 */
export function shortestChain(limits: ChainLimits, seconds: number): readonly number[] | undefined {
  const need = Math.max(1, Math.ceil(seconds * 1000 - 1e-6));
  const first = progressionsOf(limits.first);
  const rest = sumsOf(limits.rest, need);
  const best = leastTotal(first, rest, need, limits);
  if (best === undefined) return undefined;
  return linksOf(first, rest, best).map((milliseconds) => milliseconds / 1000);
}

/** The most seconds, up to `seconds`, that a chain within the limits makes; 0 where there is none. */
export function longestChain(limits: ChainLimits, seconds: number): number {
  let [possible, impossible] = [0, Math.ceil(seconds * 1000) + 1];
  while (impossible - possible > 1) {
    const middle = Math.floor((possible + impossible) / 2);
    if (shortestChain(limits, middle / 1000) !== undefined) possible = middle;
    else impossible = middle;
  }
  return possible / 1000;
}

/** `least`, `least + step`, …, `most`, in milliseconds. A single length is a progression of one. */
interface Progression {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

const single = (length: number): Progression => ({ least: length, most: length, step: 1 });

function progressionsOf(lengths: Lengths): readonly Progression[] {
  if (lengths.kind === 'set') return lengths.seconds.map((seconds) => single(Math.round(seconds * 1000)));
  const least = Math.round(lengths.min * 1000);
  const step = Math.max(1, Math.round(lengths.step * 1000));
  const steps = Math.floor((Math.round(lengths.max * 1000) - least) / step);
  return [{ least, step, most: least + steps * step }];
}

const has = ({ least, most, step }: Progression, length: number): boolean =>
  length >= least && length <= most && (length - least) % step === 0;

/** The least member at or above `length`. */
function atLeast({ least, most, step }: Progression, length: number): number | undefined {
  if (length <= least) return least;
  const member = least + Math.ceil((length - least) / step) * step;
  return member <= most ? member : undefined;
}

/** The lengths that a number of links can have together. */
interface Sums {
  readonly least: number;
  readonly most: number;
  of(links: number): readonly Progression[];
}

/** Sums above what is needed are of use only where a single link goes beyond it. */
function sumsOf(lengths: Lengths, need: number): Sums {
  const links = progressionsOf(lengths);
  const least = Math.min(...links.map((link) => link.least));
  const most = Math.max(...links.map((link) => link.most));
  if (lengths.kind === 'range') {
    const step = links[0]?.step ?? 1;
    return { least, most, of: (count) => [{ least: count * least, most: count * most, step }] };
  }
  const sums: (readonly number[])[] = [[0]];
  const of = (count: number): readonly Progression[] => {
    while (sums.length <= count) {
      const shorter = sums.at(-1) ?? [];
      const longer = new Set(shorter.flatMap((sum) => links.map((link) => sum + link.least)));
      sums.push([...longer].filter((sum) => sum < need + most));
    }
    return (sums[count] ?? []).map(single);
  };
  return { least, most, of };
}

interface Total {
  readonly total: number;
  /** Links after the first. */
  readonly count: number;
}

function leastTotal(
  first: readonly Progression[],
  rest: Sums,
  need: number,
  limits: ChainLimits,
): Total | undefined {
  const shortestFirst = Math.min(...first.map((link) => link.least));
  const longestFirst = Math.max(...first.map((link) => link.most));
  const longest = Math.floor(limits.longest * 1000 + 1e-6);
  let best: Total | undefined;
  const fewest = Math.max(0, Math.ceil((need - longestFirst) / rest.most));
  for (let count = fewest; count <= limits.mostRest; count++) {
    // More links only make more footage from here on, and equal footage with more links is no better.
    if (shortestFirst + count * rest.least > Math.min(longest, (best?.total ?? longest + 1) - 1)) break;
    for (const sum of rest.of(count)) {
      for (const link of first) {
        const total = leastSum(link, sum, need);
        if (total !== undefined && total <= longest && total < (best?.total ?? Infinity))
          best = { total, count };
      }
    }
    if (best?.total === need) break;
  }
  return best;
}

/** The least sum of a member of each that is at least `need`. */
function leastSum(a: Progression, b: Progression, need: number): number | undefined {
  if (a.most + b.most < need) return undefined;
  const [few, many] = (a.most - a.least) / a.step < (b.most - b.least) / b.step ? [a, b] : [b, a];
  let best: number | undefined;
  for (let member = few.least; member <= few.most; member += few.step) {
    const other = atLeast(many, need - member);
    if (other !== undefined && member + other < (best ?? Infinity)) best = member + other;
    if (best === need) break;
  }
  return best;
}

/** The links that make up a total, the longest that fits each time. */
function linksOf(first: readonly Progression[], rest: Sums, { total, count }: Total): readonly number[] {
  const links: number[] = [];
  let wanted = total;
  for (let left = count; left >= 0; left--) {
    const link = longestLink(left === count ? first : rest.of(1), rest.of(left), wanted);
    links.push(link);
    wanted -= link;
  }
  return links;
}

/** The greatest member of `links` that leaves one of `sums` of the total. */
function longestLink(links: readonly Progression[], sums: readonly Progression[], total: number): number {
  const greatest = Math.max(...links.map((link) => link.most));
  const lefts = sums.map((sum) => {
    for (
      let left = atLeast(sum, total - greatest);
      left !== undefined && left <= sum.most;
      left += sum.step
    ) {
      if (links.some((link) => has(link, total - left))) return left;
    }
    return Infinity;
  });
  return total - Math.min(...lefts);
}
