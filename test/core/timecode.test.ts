import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Counting, countingAt, frameAt, numberOf, timecode } from '../../src/core/timecode.ts';

const drop30 = { base: 30, drop: true };
const drop60 = { base: 60, drop: true };

describe('a timecode', () => {
  it('counts frames as a clock does', () => {
    const at = (base: number, frames: number): string => timecode(frames, { base, drop: false });
    expect(at(24, 0)).toBe('00:00:00:00');
    expect(at(24, 24 * 3661 + 23)).toBe('01:01:01:23');
    expect(at(25, 25 * 86_400 + 1)).toBe('00:00:00:01');
    expect(at(120, 119)).toBe('00:00:00:119');
  });

  it.each([
    [24, { base: 24, drop: false }],
    [24_000 / 1001, { base: 24, drop: false }],
    [25, { base: 25, drop: false }],
    [30_000 / 1001, drop30],
    [30, { base: 30, drop: false }],
    [48_000 / 1001, { base: 48, drop: false }],
    [60_000 / 1001, drop60],
    [60, { base: 60, drop: false }],
    [120_000 / 1001, { base: 120, drop: false }],
  ])('at %d frames a second counts as %o', (fps, counting) => {
    expect(countingAt(fps)).toEqual(counting);
  });

  // SMPTE ST 12-1: the hour of clock time is 107,892 frames.
  it.each([
    [drop30, 1799, '00:00:59;29'],
    [drop30, 1800, '00:01:00;02'],
    [drop30, 17_981, '00:09:59;29'],
    [drop30, 17_982, '00:10:00;00'],
    [drop30, 107_892, '01:00:00;00'],
    [drop60, 3599, '00:00:59;59'],
    [drop60, 3600, '00:01:00;04'],
    [drop60, 215_784, '01:00:00;00'],
  ])('%o: frame %d is %s', (counting, frame, text) => {
    expect(timecode(frame, counting)).toBe(text);
  });

  it.each([drop30, drop60])('%o counts as one that is counted by hand, for a day', (counting) => {
    let [frame, wrong] = [0, 0];
    const gap = counting.base / 15;
    for (let minute = 0; minute < 1440; minute++) {
      for (let number = minute % 10 === 0 ? 0 : gap; number < 60 * counting.base; number++) {
        if (numberOf(frame, counting) !== minute * 60 * counting.base + number) wrong++;
        frame++;
      }
    }
    expect([wrong, frame]).toEqual([0, (counting.base * 86_400 * 999) / 1000]);
  });

  it('is never as much as a sixth of a second off the clock in a day if it is drop-frame', () => {
    fc.assert(
      fc.property(fc.constantFrom(drop30, drop60), fc.nat(2_589_407), (counting, frame) => {
        const clock = (frame * 1001) / (counting.base * 1000);
        expect(Math.abs(numberOf(frame, counting) / counting.base - clock)).toBeLessThan(1 / 6);
      }),
    );
  });

  it('is that of the frame at which it is shown', () => {
    const counting = fc.constantFrom<Counting>(drop30, drop60, { base: 24, drop: false });
    fc.assert(
      fc.property(counting, fc.nat(2_000_000), (one, frame) => {
        const [hours = 0, minutes = 0, seconds = 0, last = 0] = timecode(frame, one)
          .split(/[:;]/)
          .map(Number);
        expect(frameAt([hours, minutes, seconds, last], one)).toBe(frame);
      }),
    );
  });

  it('that is left out stands for the frame after it', () => {
    expect(frameAt([0, 1, 0, 0], drop30)).toBe(1800);
    expect(frameAt([0, 1, 0, 2], drop30)).toBe(1800);
    expect(frameAt([0, 10, 0, 0], drop30)).toBe(17_982);
  });
});
