import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measuredRate } from '../../src/media/measured-rate.ts';

const rates = [24_000 / 1001, 24, 25, 30_000 / 1001, 30, 50, 60_000 / 1001, 60];

test('is that of the footage, though its times are milliseconds', () => {
  fc.assert(
    fc.property(fc.constantFrom(...rates), fc.integer({ min: 90, max: 100 }), (rate, frames) => {
      const last = Math.round((frames * 1000) / rate) / 1000;
      expect(measuredRate(frames / last, frames)).toBeCloseTo(rate, 3);
    }),
  );
});

test('is what was measured if that is no such rate', () => {
  expect(measuredRate(27.4, 100)).toBe(27.4);
  expect(measuredRate(0.7, 3)).toBe(0.7);
});
