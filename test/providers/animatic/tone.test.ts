import { expect, test } from 'vitest';
import { toneFilter } from '../../../src/providers/animatic/tone.ts';

/** What a filter's expressions give for a pixel of limited range. */
function toned(filter: string, y: number, u: number, v: number): readonly number[] {
  const planes = new Map(
    filter
      .slice('lutyuv='.length)
      .split(':')
      .map((plane) => [plane[0], plane.slice(2)] as const),
  );
  const value = (plane: string, val: number): number =>
    Number(new Function('val', `return ${planes.get(plane)}`)(val));
  return [value('y', y), value('u', u), value('v', v)];
}

test('a grey tone takes colour away and leaves grey grey', () => {
  const [, u, v] = toned(toneFilter([128, 128, 128]), 100, 200, 60);
  expect(u).toBeCloseTo(128 + 0.3 * 72);
  expect(v).toBeCloseTo(128 - 0.3 * 68);
  const [y, ...chroma] = toned(toneFilter([255, 255, 255]), 16, 128, 128);
  expect(y).toBe(16);
  for (const plane of chroma) expect(plane).toBeCloseTo(128);
});

test('a blue tone turns a picture blue, a dark one darkens it', () => {
  const [y = 0, u = 0, v = 0] = toned(toneFilter([20, 40, 120]), 200, 128, 128);
  expect(u).toBeGreaterThan(140);
  expect(v).toBeLessThan(128);
  expect(y).toBeLessThan(130);
  const [bright = 0] = toned(toneFilter([250, 240, 220]), 200, 128, 128);
  expect(bright).toBeGreaterThan(190);
});

test('no tone leaves the range that video has', () => {
  for (const tone of [
    [0, 0, 255],
    [255, 0, 0],
    [0, 255, 0],
  ] as const) {
    for (const [low, high] of [
      [16, 16],
      [235, 240],
    ] as const) {
      const [y = 0, u = 0, v = 0] = toned(toneFilter(tone), low, high, high);
      expect(y).toBeGreaterThanOrEqual(16);
      expect(y).toBeLessThanOrEqual(235);
      for (const plane of [u, v]) {
        expect(plane).toBeGreaterThanOrEqual(16);
        expect(plane).toBeLessThanOrEqual(240);
      }
    }
  }
});
