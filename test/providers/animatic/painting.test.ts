import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawShapes } from '../../../src/media/drawing/draw-shapes.ts';
import { type Cast, placed } from '../../../src/providers/animatic/figures/group.ts';
import { paintingOf } from '../../../src/providers/animatic/painting.ts';
import { firstLook } from '../../../src/providers/animatic/scene.ts';
import { readSketch } from '../../../src/sketch/read-sketch.ts';
import { forms, sceneries, shotSizes } from '../../../src/sketch/sketch.ts';

const room = 1.3;
const size = { width: 260, height: 100 };
const canvas = { size, unit: size.height, room };

const painted = (prompt: string, seed = 5) => {
  const look = firstLook(readSketch(prompt), prompt, seed);
  return paintingOf(look, { ...canvas, view: look.view });
};
const pixels = (prompt: string, seed?: number) => drawShapes(painted(prompt, seed));

describe('figures', () => {
  test('are larger, the closer the shot', () => {
    fc.assert(
      fc.property(fc.constantFrom(...forms.filter((form) => form !== 'face')), fc.nat(), (form, seed) => {
        const heights = shotSizes.map(
          (one) => placed({ size: one, figures: [{ form, count: 1 }] }, seed, room)[0]?.tall ?? 0,
        );
        for (const [i, height] of heights.entries())
          expect(height).toBeGreaterThanOrEqual(heights[i - 1] ?? 0);
        expect(heights.at(-1)).toBeGreaterThan(heights[0] ?? 9);
      }),
    );
  });

  test('are seen from above by a camera that looks straight down, in the middle of its picture', () => {
    for (const form of ['man', 'car', 'boat', 'table', 'tree'] as const) {
      const cast: Cast = { size: 'full', figures: [{ form, count: 1 }] };
      const [side] = placed(cast, 5, room);
      const [above] = placed({ ...cast, angle: 'overhead' }, 5, room);
      expect(above?.silhouette.parts('stand')).not.toEqual(side?.silhouette.parts('stand'));
      expect((above?.feet ?? 9) - (above?.tall ?? 0) / 2).toBeCloseTo(0);
    }
  });

  test('are as many as are named, and in the picture', () => {
    // A face alone is always near.
    const whole = forms.filter((form) => form !== 'face');
    const figures = fc.array(
      fc.record({ form: fc.constantFrom(...whole), count: fc.integer({ min: 1, max: 40 }) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    const cast: fc.Arbitrary<Cast> = fc.record({
      figures,
      size: fc.constantFrom('extreme-wide', 'wide', 'full'),
      scenery: fc.constantFrom(...sceneries.filter((one) => one !== 'cabin')),
    });
    const manyBesideAHand: Cast = {
      figures: [
        { form: 'hand', count: 1 },
        { form: 'man', count: 36 },
      ],
      size: 'full',
      scenery: 'sea',
    };
    fc.assert(
      fc.property(cast, fc.nat(), fc.constantFrom(0.4, room), (one, seed, half) => {
        const all = placed(one, seed, half);
        expect(all).toHaveLength(one.figures.reduce((sum, { count }) => sum + count, 0));
        for (const { x, feet, tall } of all) {
          expect(Math.abs(x)).toBeLessThan(half + 0.3);
          expect(feet - tall).toBeLessThan(0.5);
          expect(feet).toBeGreaterThan(-0.6);
        }
      }),
      { examples: [[manyBesideAHand, 0, 0.4]] },
    );
  });
});

describe('a painting', () => {
  test.each([
    ['Wide shot of a man', 'Close-up of a man'],
    ['A man', 'Three men'],
    ['A man', 'A dog'],
    ['A kitchen at noon', 'A kitchen at night'],
    ['A kitchen at noon', 'A field at noon'],
    ['A street at night', 'A street at night in the rain'],
    ['A street in snow', 'A street in fog'],
    ['A man walks left', 'A man walks right'],
    ['Low angle, a man in a forest', 'High angle, a man in a forest'],
  ])('tells them apart: %s | %s', async (one, other) => {
    expect(difference(await pixels(one), await pixels(other))).toBeGreaterThan(0.02);
  });

  test('of words that differ in nothing that is seen is the same', async () => {
    expect(
      difference(await pixels('A man in a kitchen, thinking'), await pixels('A man in a kitchen, dreaming')),
    ).toBe(0);
  });

  test('marks who speaks', () => {
    const prompt = 'A man and a woman in a room.\nDialogue:\n- ana: "Yes."\n- ben: "No."';
    const look = firstLook(readSketch(prompt), prompt, 5);
    const marks = [0, 1].map((speaker) => paintingOf(look, { ...canvas, view: look.view, speaker }).shapes);
    const silent = paintingOf(look, { ...canvas, view: look.view }).shapes;
    expect(marks.map((shapes) => shapes.length)).toEqual([silent.length + 6, silent.length + 6]);
    expect(marks[0]).not.toEqual(marks[1]);
  });

  test.each(['in a forest', 'on a road', 'at sea', 'in a room', 'in a field'])(
    'from straight above has no sky: %s',
    async (place) => {
      const empty = (camera: string) => {
        const look = firstLook(readSketch(`${camera} ${place}, by day`), 'one', 5);
        return drawShapes(paintingOf({ ...look, figures: [] }, { ...canvas, view: look.view }));
      };
      const topAndBottom = (pixels: Uint8Array) =>
        [pixels.subarray(0, size.width * 4 * 10), pixels.subarray(-size.width * 4 * 10)].map(
          (rows) => rows.reduce((sum, value) => sum + value, 0) / rows.length,
        );
      const [top = 0, bottom = 0] = topAndBottom(await empty('Overhead shot'));
      expect(Math.abs(top - bottom)).toBeLessThan(6);
    },
  );

  test.each([
    'A man on a beach at dusk',
    'Overhead shot of a man in a forest',
    'Overhead shot of the ground in space',
  ])('goes on where another ends: what both see is in the same place: %s', (prompt) => {
    const look = firstLook(readSketch(prompt), prompt, 5);
    const [one, other] = [0, 0.4].map((x) => paintingOf(look, { ...canvas, view: { ...look.view, x } }));
    const ovals = (drawing: typeof one) =>
      (drawing?.shapes ?? []).filter((shape) => shape.kind === 'oval' && Math.abs(shape.at[0]) < 0.6);
    expect(ovals(other)).toEqual(ovals(one));
  });
});

/** The share of pixels that clearly differ. */
function difference(one: Uint8Array, other: Uint8Array): number {
  let different = 0;
  for (let i = 0; i < one.length; i += 4) {
    if (Math.abs((one[i + 1] ?? 0) - (other[i + 1] ?? 0)) > 12) different++;
  }
  return different / (one.length / 4);
}
