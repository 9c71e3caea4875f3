import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactFps, exactRate, rateText, roundFps } from '../../src/core/rates.ts';

describe('a rate', () => {
  test('is whole, or one of the NTSC family', () => {
    expect([24, 25, 23.976, 29.97, 59.94, 12.5].map(rateText)).toEqual([
      ...['24/1', '25/1', '24000/1001', '30000/1001', '60000/1001', '12500/1000'],
    ]);
  });

  test('is never far from what was said', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 120, noNaN: true }), (fps) => {
        const { num, den } = exactRate(fps);
        expect(Math.abs(num / den - fps)).toBeLessThan(0.01);
      }),
    );
  });

  test('is the same number however it was written', () => {
    for (const [written, exact, shown] of [
      [23.976, 24_000 / 1001, 23.976],
      [23.98, 24_000 / 1001, 23.976],
      [29.97, 30_000 / 1001, 29.97],
      [29.970_03, 30_000 / 1001, 29.97],
      [59.94, 60_000 / 1001, 59.94],
      [25, 25, 25],
    ] as const) {
      expect(exactFps(written)).toBe(exact);
      expect(exactFps(exactFps(written))).toBe(exact);
      expect(roundFps(exact)).toBe(shown);
    }
  });
});
