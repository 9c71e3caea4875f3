import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heap } from '../../src/core/heap.ts';
import { remainingChains } from '../../src/planner/estimates/priorities.ts';
import { jobsToMake } from '../../src/planner/plan.ts';
import type { Segment } from '../../src/storyboard/model.ts';
import { holding, made, planOf, provider, providers } from '../rig/planning.ts';
import { extend, generate } from '../rig/storyboard-builder.ts';

// Each job of this provider takes as many seconds as it makes.
const real = { provider: 'real', model: 'real-1' };
const options = {
  providers: providers(
    provider('real', {
      lengths: { kind: 'range', min: 1, max: 60, step: 1 },
      extend: { kind: 'native', lengths: { kind: 'range', min: 1, max: 60, step: 1 }, most: 9, longest: 600 },
      pace: { base: 0, perSecond: 1 },
    }),
  ),
};
const shot = (id: string, duration: number): Segment => generate(id, { ...real, duration });
const onTop = (id: string, of: string, duration: number): Segment => extend(id, of, { ...real, duration });

describe('the rough wall time', () => {
  it.each<[string, readonly Segment[], number, number]>([
    ['nothing', [], 2, 0],
    ['one after another', [shot('a', 3), shot('b', 4), shot('c', 5)], 1, 12],
    ['side by side', [shot('a', 3), shot('b', 4), shot('c', 5)], 3, 5],
    ['two at once, the longest first', [shot('a', 3), shot('b', 4), shot('c', 5)], 2, 7],
    ['a chain waits for itself', [shot('a', 3), onTop('b', 'a', 4), onTop('c', 'b', 5)], 3, 12],
    ['the longest chain first', [shot('x', 4), shot('a', 2), onTop('b', 'a', 6), shot('y', 4)], 2, 8],
    ['branches side by side', [shot('a', 2), onTop('b', 'a', 6), onTop('c', 'a', 5)], 2, 8],
  ])('%s', (_, film, concurrency, seconds) => {
    expect(planOf(film, { ...options, concurrency }).seconds).toBe(seconds);
  });

  it('counts only what is to be made', () => {
    const film = [shot('a', 3), onTop('b', 'a', 4)];
    const holdings = holding(made(planOf(film, options).jobs.slice(0, 1)));
    expect(planOf(film, { ...options, holdings }).seconds).toBe(4);
  });
});

it('tells how much time waits for each job', () => {
  const film = [shot('a', 2), onTop('b', 'a', 6), onTop('c', 'a', 5), onTop('d', 'c', 4), shot('e', 9)];
  const chains = remainingChains(jobsToMake(planOf(film, options)));
  expect(Object.fromEntries(chains)).toEqual({
    a: 11,
    b: 6,
    c: 9,
    d: 4,
    e: 9,
  });
});

it('a heap gives what stands before all others', () => {
  const steps = fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { nil: 'pop' as const }), {
    maxLength: 200,
  });
  const before = (a: readonly number[], b: readonly number[]): boolean => order(a, b) < 0;
  fc.assert(
    fc.property(steps, (drawn) => {
      const queue = heap(before);
      const model: (readonly number[])[] = [];
      drawn.forEach((step, turn) => {
        if (step === 'pop') {
          expect(queue.pop()).toEqual(model.sort(order).shift());
        } else {
          queue.push([step, turn]);
          model.push([step, turn]);
        }
        expect(queue.size).toBe(model.length);
      });
    }),
  );

  function order([a = 0, x = 0]: readonly number[], [b = 0, y = 0]: readonly number[]): number {
    return a - b || x - y;
  }
});
