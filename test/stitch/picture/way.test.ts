import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Size } from '../../../src/core/frames.ts';
import type { View, Way } from '../../../src/stitch/material.ts';
import { type StillMove, wayOver } from '../../../src/stitch/picture/way.ts';

const moves: readonly StillMove[] = ['push-in', 'pull-out', 'pan-left', 'pan-right', 'tilt-up', 'tilt-down'];
const film: Size = { width: 1280, height: 720 };
const photo: Size = { width: 4032, height: 3024 };
const upright: Size = { width: 3024, height: 4032 };
const panorama: Size = { width: 12_000, height: 2000 };

const over = (still: Size, move: StillMove, seconds: number, window = film): Way =>
  wayOver(still, window, move, { seconds, stretched: false });

const closer = ({ from, to }: Way): number => from.width / to.width;

describe('a camera', () => {
  it.each([
    [1, 1.04],
    [5, 1.1],
    [8, 1.16],
    [60, 1.2],
  ])('comes closer by what is slow: in %i s %f times', (seconds, times) => {
    expect(closer(over(photo, 'push-in', seconds))).toBeCloseTo(times, 6);
    expect(closer(over(photo, 'pull-out', seconds))).toBeCloseTo(1 / times, 6);
  });

  it('pans as far as there is picture, no nearer than that', () => {
    const { from, to, region } = over(panorama, 'pan-right', 5);
    expect(from.width / film.width).toBeCloseTo(1, 2);
    expect((to.x - from.x) / film.width).toBeCloseTo(0.4, 2);
    expect(region.height).toBe(panorama.height);
    expect(region.x + region.width / 2).toBeCloseTo(panorama.width / 2, -1);
    const long = over(panorama, 'pan-left', 60);
    expect((long.from.x - long.to.x) / film.width).toBeCloseTo(12_000 / ((2000 * 16) / 9) - 1, 2);
  });

  it('comes closer to pan over a picture that has none to spare', () => {
    const { from, to, region, canvas } = over({ width: 1920, height: 1080 }, 'pan-left', 5);
    expect(from.width / film.width).toBeCloseTo(1, 2);
    expect((from.x - to.x) / film.width).toBeCloseTo(0.1, 2);
    expect(region.width).toBe(1920);
    expect(canvas.width / film.width).toBeCloseTo(1.1, 2);
  });

  it('tilts over an upright picture from its middle on, down and up', () => {
    const down = over(upright, 'tilt-down', 5);
    const up = over(upright, 'tilt-up', 5);
    expect(down.to.y).toBeGreaterThan(down.from.y);
    expect([up.from, up.to]).toEqual([down.to, down.from]);
  });

  it('has a picture as fine as its closest view, or as there is', () => {
    expect(over(photo, 'push-in', 5).canvas.width).toBeGreaterThanOrEqual(film.width * 1.1 - 1);
    expect(over({ width: 1300, height: 732 }, 'push-in', 5).canvas.width).toBeLessThan(1304);
    expect(over({ width: 320, height: 180 }, 'push-in', 5).canvas).toEqual(film);
  });
});

const side = fc.integer({ min: 32, max: 12_000 });
const windowSide = fc.integer({ min: 120, max: 1920 }).map((half) => 2 * half);

test('whatever is seen of any picture, in any window, is picture', () => {
  fc.assert(
    fc.property(
      fc.record({ width: side, height: side }),
      fc.record({ width: windowSide, height: windowSide }),
      fc.constantFrom(...moves),
      fc.double({ min: 0.02, max: 600, noNaN: true }),
      fc.boolean(),
      (still, window, move, seconds, stretched) => {
        const { region, canvas, from, to } = wayOver(still, window, move, { seconds, stretched });
        expect(region.x).toBeGreaterThanOrEqual(0);
        expect(region.y).toBeGreaterThanOrEqual(0);
        expect(region.x + region.width).toBeLessThanOrEqual(still.width);
        expect(region.y + region.height).toBeLessThanOrEqual(still.height);
        expect(canvas.width).toBeGreaterThanOrEqual(window.width);
        expect(canvas.height).toBeGreaterThanOrEqual(window.height);
        expect([canvas.width % 2, canvas.height % 2]).toEqual([0, 0]);
        for (const view of [from, to]) expectWithin(view, canvas);
        // Never so many pixels that ffmpeg would refuse them.
        expect(canvas.width * canvas.height).toBeLessThan(6 * window.width * window.height + 10_000);
      },
    ),
  );
});

function expectWithin({ x, y, width, height }: View, canvas: Size): void {
  expect(x - width / 2).toBeGreaterThan(-0.01);
  expect(y - height / 2).toBeGreaterThan(-0.01);
  expect(x + width / 2).toBeLessThan(canvas.width + 0.01);
  expect(y + height / 2).toBeLessThan(canvas.height + 0.01);
}
