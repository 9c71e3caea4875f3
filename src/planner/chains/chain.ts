import type { Lengths } from '../../providers/capabilities.ts';

/** What a chain may consist of: one link of `first`, then at most `mostRest` links of `rest`. All in seconds. */
export interface ChainLimits {
  readonly first: Lengths;
  readonly rest: Lengths;
  readonly mostRest: number;
  /** Most footage of all links together. */
  readonly longest: number;
}

/**
 * The links, in seconds, that together make at least `seconds` with the fewest seconds, then the fewest
 * links; among equals the longest links first, so that the answer depends on nothing else.
 * Undefined if no chain within the limits is that long. Exact to the millisecond.
 */
export function shortestChain(limits: ChainLimits, seconds: number): readonly number[] | undefined {
  const need = Math.max(1, Math.ceil(seconds * 1000 - 1e-6));
  const first = progressionsOf(limits.first);
  const rest = progressionsOf(limits.rest);
  const best = leastTotal(first, rest, need, limits);
  return best && linksOf(first, rest, best).map((milliseconds) => milliseconds / 1000);
}

/** The most seconds, up to `seconds`, that a chain within the limits makes; 0 if there is none. */
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

/** A long list would overflow the stack if it were spread into Math.min. */
const minimum = (numbers: readonly number[]): number =>
  numbers.reduce((least, number) => Math.min(least, number), Infinity);

const leastOf = (links: readonly Progression[]): number => Math.min(...links.map(({ least }) => least));
const mostOf = (links: readonly Progression[]): number => Math.max(...links.map(({ most }) => most));

/** The total lengths that a number of links can have, and fewer links can't. */
type Sums = readonly Progression[];

/** Footage of a chain, in milliseconds, and the sums that its 0, 1, … links after the first can have. */
interface Total {
  readonly total: number;
  readonly sums: readonly Sums[];
}

function leastTotal(
  first: readonly Progression[],
  rest: readonly Progression[],
  need: number,
  limits: ChainLimits,
): Total | undefined {
  const longest = Math.floor(limits.longest * 1000 + 1e-6);
  if (need > Math.min(longest, mostOf(first) + limits.mostRest * mostOf(rest))) return undefined;
  const sums: Sums[] = [];
  let [total, links] = [Infinity, 0];
  for (const sum of sumsOf(rest, need, limits.mostRest)) {
    // From here on, links only add footage, and the same footage with more links is no better.
    if (leastOf(first) + sums.length * leastOf(rest) > Math.min(longest, total - 1)) break;
    const least = minimum(sum.flatMap((part) => first.map((link) => leastSum(link, part, need))));
    if (least <= longest && least < total) [total, links] = [least, sums.length];
    sums.push(sum);
    if (total === need) break;
  }
  return total === Infinity ? undefined : { total, sums: sums.slice(0, links + 1) };
}

/** The useful sums of 0, 1, … links. */
function* sumsOf(links: readonly Progression[], need: number, most: number): Generator<Sums> {
  yield [single(0)];
  const [range] = links;
  if (links.length === 1 && range !== undefined && range.least < range.most) {
    for (let count = 1; count <= most; count++) {
      yield [{ ...range, least: count * range.least, most: count * range.most }];
    }
    return;
  }
  // A sum that is still enough without one of its links is in no shortest chain.
  const useful = need + mostOf(links);
  const known = new Set([0]);
  let newest = [0];
  for (let count = 1; count <= most && newest.length > 0; count++) {
    const longer = newest.flatMap((sum) => links.map((link) => sum + link.least));
    newest = [...new Set(longer)].filter((sum) => sum < useful && !known.has(sum));
    for (const sum of newest) known.add(sum);
    yield newest.map(single);
  }
}

/** The least sum of a member of each that is at least `need`. */
function leastSum(a: Progression, b: Progression, need: number): number {
  if (a.most + b.most < need) return Infinity;
  const [few, many] = (a.most - a.least) / a.step < (b.most - b.least) / b.step ? [a, b] : [b, a];
  let best = Infinity;
  for (let member = few.least; member <= few.most && best > need; member += few.step) {
    best = Math.min(best, member + atLeast(many, need - member));
  }
  return best;
}

/** The least member at or above `length`. */
function atLeast({ least, most, step }: Progression, length: number): number {
  const member = length <= least ? least : least + Math.ceil((length - least) / step) * step;
  return member <= most ? member : Infinity;
}

/** The links that make up a total, the longest possible each time. */
function linksOf(
  first: readonly Progression[],
  rest: readonly Progression[],
  { total, sums }: Total,
): readonly number[] {
  let left = total;
  return sums.toReversed().map((after, index) => {
    const link = longestLink(index === 0 ? first : rest, after, left);
    left -= link;
    return link;
  });
}

/** The longest of `links` that leaves one of `sums` of the total. */
function longestLink(links: readonly Progression[], sums: Sums, total: number): number {
  const leastLeft = sums.map((sum) => {
    let left = atLeast(sum, total - mostOf(links));
    while (left <= sum.most && !links.some((link) => has(link, total - left))) left += sum.step;
    return left <= sum.most ? left : Infinity;
  });
  return total - minimum(leastLeft);
}

const has = ({ least, most, step }: Progression, length: number): boolean =>
  length >= least && length <= most && (length - least) % step === 0;
