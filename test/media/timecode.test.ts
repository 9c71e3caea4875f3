import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countingAt, timecode } from '../../src/core/timecode.ts';
import { runningTimecode, timecodeSigns } from '../../src/media/drawing/timecode.ts';

/** What the filters' expressions come to in a frame. */
function shown(fps: number, first: number, hours: boolean, frame: number): string {
  const functions = { mod: (a: number, b: number) => a % b, floor: Math.floor, max: Math.max };
  const value = (expression: string): number =>
    new Function(...Object.keys(functions), 'n', `return ${expression}`)(...Object.values(functions), frame);
  return runningTimecode(fps, first, hours)
    .map((cell) => timecodeSigns(fps)[value(cell)])
    .join('');
}

test.each([
  [24, 0, 0, '00:00:00:00'],
  [24, 100, 19, '00:00:04:23'],
  [25, 25 * 3600 * 11 + 25 * 61, 3, '11:01:01:03'],
  [29.97, 0, 30, '00:00:01;00'],
  [60, 59, 0, '00:00:00:59'],
  [23.976, 1439, 1, '00:01:00:00'],
  [29.97, 1799, 1, '00:01:00;02'],
  [59.94, 0, 3600, '00:01:00;04'],
  [120, 119, 0, '00:00:00:119'],
])('at %d frames a second, %d and %d frames are %s', (fps, first, frame, text) => {
  expect(shown(fps, first, true, frame)).toBe(text);
});

test('without hours, minutes go on', () => {
  expect(shown(24, 0, false, 24 * 3599 + 7)).toBe('59:59:07');
  expect(shown(24, 0, false, 24 * 3600)).toBe('60:00:00');
});

test('it is the timecode of each frame', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(23.976, 24, 29.97, 30, 59.94, 60),
      // Less than a day.
      fc.nat(2e6),
      fc.nat(5000),
      (fps, first, frame) => shown(fps, first, true, frame) === timecode(first + frame, countingAt(fps)),
    ),
  );
});

test('it goes on where another one stopped', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(24, 25, 29.97, 30, 59.94, 60),
      fc.nat(5e6),
      fc.nat(5000),
      (fps, first, frame) => shown(fps, first, true, frame) === shown(fps, first + frame, true, 0),
    ),
  );
});
