import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '../../src/core/event.ts';
import { progressOf } from '../../src/stitch/progress.ts';

/** What is emitted for steps of so many seconds and what is told of them, at times that go on by a second each. */
function told(steps: readonly number[], shares: readonly { step: number; share: number }[]): Event[] {
  const events: Event[] = [];
  let time = 0;
  const progress = progressOf(
    (event) => events.push(event),
    () => time++,
  );
  const tells = steps.map((seconds) => progress.step(seconds));
  for (const { step, share } of shares) tells[step]?.(share);
  return events;
}

test('counts each step by how long it takes, and the time left by how long it took', () => {
  expect(
    told(
      [30, 10],
      [
        { step: 0, share: 0.01 },
        { step: 0, share: 0.5 },
        { step: 1, share: 1 },
        { step: 0, share: 1 },
      ],
    ),
  ).toEqual([
    // Too early to say more.
    { type: 'stitch-progress', share: 0.0075 },
    { type: 'stitch-progress', share: 0.375, secondsLeft: expect.closeTo(2 / 0.6) },
    { type: 'stitch-progress', share: 0.625, secondsLeft: expect.closeTo((3 * 0.375) / 0.625) },
    { type: 'stitch-progress', share: 1, secondsLeft: 0 },
  ]);
});

test('never goes back, and is done when all its steps are', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 4 });
  const shares = fc.array(fc.record({ step: fc.nat(3), share: fc.double({ min: 0, max: 2, noNaN: true }) }));
  fc.assert(
    fc.property(steps, shares, (seconds, said) => {
      const ends = seconds.map((_, step) => ({ step, share: 1 }));
      const seen = told(seconds, [...said, ...ends]).flatMap((event) =>
        event.type === 'stitch-progress' ? [event.share] : [],
      );
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      expect(seen.at(-1)).toBeCloseTo(1, 9);
    }),
  );
});
