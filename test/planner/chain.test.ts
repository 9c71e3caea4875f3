import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChainLimits, longestChain, shortestChain } from '../../src/planner/chains/chain.ts';
import type { Lengths } from '../../src/providers/capabilities.ts';

const set = (...seconds: number[]): Lengths => ({ kind: 'set', seconds });
const range = (min: number, max: number, step: number): Lengths => ({ kind: 'range', min, max, step });
const sora: ChainLimits = {
  first: set(4, 8, 12, 16, 20),
  rest: set(4, 8, 12, 16, 20),
  mostRest: 6,
  longest: 120,
};

describe('the shortest chain', () => {
  it.each<[string, ChainLimits, number, readonly number[] | undefined]>([
    ['makes at once what a model can', sora, 8, [8]],
    ['makes a little too much', sora, 5, [8]],
    ['takes the longest links first', sora, 24, [20, 4]],
    ['takes as few links as will do', sora, 60, [20, 20, 20]],
    ['goes to the most that a model makes', sora, 120, [20, 20, 20, 20, 20, 20]],
    ['does not go beyond it', sora, 120.001, undefined],
    ['prefers fewer seconds to fewer links', { ...sora, first: set(4, 20), rest: set(4) }, 5, [4, 4]],
    ['finds what a greedy guess misses', { ...sora, first: set(6), rest: set(5, 8) }, 16, [6, 5, 5]],
    ['keeps within the most links', { ...sora, first: set(6), rest: set(5, 8), mostRest: 1 }, 14, [6, 8]],
    ['makes any length of a range', { ...sora, first: range(0.04, 600, 0.001) }, 7.35, [7.35]],
    [
      'goes on where a range ends',
      { ...sora, first: range(1, 10, 0.5), rest: range(2, 6, 2) },
      17,
      [9, 6, 2],
    ],
    ['rounds up to a range’s step', { ...sora, first: range(1, 10, 0.5), mostRest: 0 }, 7.3, [7.5]],
  ])('%s', (_, limits, seconds, links) => {
    expect(shortestChain(limits, seconds)).toEqual(links);
  });

  const lengths = fc.oneof(
    fc
      .uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 })
      .map((seconds) => set(...seconds.sort((a, b) => a - b))),
    fc
      .record({
        min: fc.integer({ min: 1, max: 6 }),
        steps: fc.integer({ min: 0, max: 4 }),
        step: fc.integer({ min: 1, max: 3 }),
      })
      .map(({ min, steps, step }) => range(min, min + steps * step, step)),
  );
  const limits: fc.Arbitrary<ChainLimits> = fc.record({
    first: lengths,
    rest: lengths,
    mostRest: fc.integer({ min: 0, max: 4 }),
    longest: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(Infinity)),
  });

  it('is the one that trying every chain finds', () => {
    fc.assert(
      fc.property(limits, fc.integer({ min: 1, max: 40 }), (chain, seconds) => {
        expect(shortestChain(chain, seconds)).toEqual(bestOf(everyChain(chain), seconds));
      }),
      { numRuns: 400 },
    );
  });

  it('reaches as far as the longest chain, and no further', () => {
    fc.assert(
      fc.property(limits, fc.integer({ min: 1, max: 60 }), (chain, seconds) => {
        const totals = everyChain(chain).map(sum);
        const possible = Math.max(0, ...totals);
        expect(longestChain(chain, seconds)).toBe(Math.min(seconds, possible));
      }),
    );
  });
});

const sum = (links: readonly number[]): number => links.reduce((total, link) => total + link, 0);

function everyLength(lengths: Lengths): readonly number[] {
  if (lengths.kind === 'set') return lengths.seconds;
  const { min, max, step } = lengths;
  return Array.from({ length: Math.floor((max - min) / step) + 1 }, (_, index) => min + index * step);
}

function everyChain({ first, rest, mostRest, longest }: ChainLimits): readonly (readonly number[])[] {
  let newest: (readonly number[])[] = everyLength(first).map((link) => [link]);
  const all = [...newest];
  for (let links = 1; links <= mostRest; links++) {
    newest = newest.flatMap((chain) => everyLength(rest).map((link) => [...chain, link]));
    all.push(...newest);
  }
  return all.filter((chain) => sum(chain) <= longest);
}

function bestOf(chains: readonly (readonly number[])[], seconds: number): readonly number[] | undefined {
  return chains
    .filter((chain) => sum(chain) >= seconds)
    .toSorted(
      (a, b) =>
        sum(a) - sum(b) ||
        a.length - b.length ||
        a.map((link, i) => (b[i] ?? 0) - link).find((d) => d !== 0) ||
        0,
    )[0];
}
