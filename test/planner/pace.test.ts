import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Took } from '../../src/core/holdings.ts';
import { timesAsLong } from '../../src/core/times-as-long.ts';
import { holding, planOf, provider, providers, requestOf } from '../rig/planning.ts';
import { board, card, generate } from '../rig/storyboard-builder.ts';
import { caption } from '../rig/words.ts';

describe('how many times as long something takes', () => {
  const cases = (...ratios: readonly number[]) => ratios.map((ratio) => ({ took: ratio * 40, expected: 40 }));

  it('is once as long where nothing is known, and the more cases there are the more they count', () => {
    expect(timesAsLong([])).toBe(1);
    expect(timesAsLong(cases(4))).toBeCloseTo(2);
    expect(timesAsLong(cases(4, 4))).toBeCloseTo(4);
    expect(timesAsLong(cases(0.25, 0.25, 0.25))).toBeCloseTo(0.25);
  });

  it('is not what a single odd case says', () => {
    const ordinary = fc.array(fc.double({ min: 0.5, max: 2, noNaN: true }), { minLength: 2, maxLength: 8 });
    const odd = fc.constantFrom(0, -3, Number.NaN, 1e-9, 1e12, Number.POSITIVE_INFINITY);
    fc.assert(
      fc.property(ordinary, odd, (ratios, one) => {
        const times = timesAsLong([...cases(...ratios), { took: one, expected: 40 }]);
        expect(times).toBeGreaterThanOrEqual(0.499);
        expect(times).toBeLessThanOrEqual(2.001);
      }),
    );
  });
});

describe('the time of a plan', () => {
  const film = [generate('a', { provider: 'real', model: 'real-1', duration: 10 })];
  const real = providers(provider('real', { pace: { base: 10, perSecond: 1, perMegapixel: 2 } }));
  // 1280x720 are 0.9216 million pixels.
  const byData = 10 + 10 * (1 + 2 * 0.9216);
  const first = planOf(film, { providers: real });

  it('is by the model’s data at first', () => {
    expect(first.seconds).toBeCloseTo(byData, 2);
  });

  it('follows how long jobs of this model took here, by their length and size', () => {
    const request = { ...requestOf(first, 'a'), seconds: 5, size: { width: 640, height: 360 } };
    const took: Took = { request, seconds: 3 * (10 + 5 * (1 + 2 * 0.2304)) };
    const holdings = holding({ took: new Map([['real real-1', [took, took]]]) });
    expect(planOf(film, { providers: real, holdings }).seconds).toBeCloseTo(3 * byData, 2);
    const other = holding({ took: new Map([['real real-2', [took, took]]]) });
    expect(planOf(film, { providers: real, holdings: other }).seconds).toBeCloseTo(byData, 2);
  });

  it('counts what a model takes at once, and how fast', () => {
    const three = ['a', 'b', 'c'].map((id) =>
      generate(id, { provider: 'real', model: 'real-1', duration: 10 }),
    );
    const time = (more: object) =>
      planOf(three, {
        concurrency: 8,
        providers: providers(provider('real', { pace: { base: 20, perSecond: 0 }, ...more })),
      }).seconds;
    expect(time({})).toBe(20);
    expect(time({ concurrency: 2 })).toBe(40);
    expect(time({ requestsPerMinute: 4 })).toBe(50);
  });
});

describe('the time of a cut', () => {
  const cutSeconds = (more: Parameters<typeof board>[1], cut = 1): number => {
    const segments = [generate('a'), card('fin')];
    return planOf(board(segments, more), { cut }).cutSeconds;
  };

  it('is a part of the plan’s, as long as this machine takes, and none where nothing is cut', () => {
    const film = [generate('a'), card('fin')];
    const without = planOf(film);
    const { cutSeconds: ordinary, seconds } = planOf(film, { cut: 1 });
    expect(without.cutSeconds).toBe(0);
    expect(ordinary).toBeGreaterThan(0);
    expect(seconds).toBeCloseTo(without.seconds + ordinary);
    expect(planOf(film, { cut: 3 }).cutSeconds).toBeCloseTo(3 * ordinary);
  });

  it('counts each output, and what its size makes of the footage', () => {
    const size = { width: 1280, height: 720 };
    const output = { size, fit: 'pad', as: 'mp4' } as const;
    const once = cutSeconds({ outputs: [output], labels: false });
    expect(cutSeconds({ outputs: [output, output], labels: false })).toBeCloseTo(2 * once);
    const upright = { ...output, size: { width: 720, height: 1280 } };
    expect(cutSeconds({ outputs: [upright], labels: false })).toBeGreaterThan(once);
    expect(cutSeconds({ outputs: [{ ...output, as: 'webm' }], labels: false })).toBeGreaterThan(once);
  });

  it('is more with transitions, and with captions or labels in the picture', () => {
    const time = (burn: boolean, more: object, labels = false) => {
      const captions = { burn, sidecar: [] };
      return planOf(board([generate('a', more), generate('b')], { captions, labels }), { cut: 1 }).cutSeconds;
    };
    const plain = time(false, {});
    expect(time(false, {}, true)).toBeGreaterThan(plain);
    expect(time(false, { transition: { type: 'dissolve', duration: 1 } })).toBeGreaterThan(plain);
    expect(time(false, { words: [caption('Dawn')] })).toBe(plain);
    expect(time(true, { words: [caption('Dawn')] })).toBeGreaterThan(plain);
  });
});
