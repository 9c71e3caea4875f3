import { describe, expect, test } from 'vitest';
import type { Size } from '../../../src/core/frames.ts';
import type { Box } from '../../../src/media/drawing/sheet.ts';
import { layoutOf } from '../../../src/media/drawing/stand-in-layout.ts';
import type { ShownWords, TimelineEntry } from '../../../src/planner/plan.ts';
import { placeOf } from '../../../src/stitch/picture/fit.ts';
import { emOf, zonesOf } from '../../../src/stitch/picture/zones.ts';
import { shownCaption } from '../../rig/words.ts';
import { shotOf, standIn } from './shot.ts';

const shapes = [16 / 9, 9 / 16, 1, 4 / 3, 3 / 4, 21 / 9];
const shorter = [64, 98, 250, 360, 480, 538, 720, 1080, 2160];
const even = (pixels: number): number => 2 * Math.round(pixels / 2);
const sizes: readonly Size[] = shapes.flatMap((shape) =>
  shorter.map((side) => ({
    width: even(side * Math.max(1, shape)),
    height: even(side * Math.max(1, 1 / shape)),
  })),
);
const fits: readonly TimelineEntry['fit'][] = ['pad', 'crop', 'stretch', 'blur'];

/** Where a stand-in's own words come to lie in the frame. */
function ownWords(size: Size, fit: TimelineEntry['fit'], frame: Size): readonly Box[] {
  const place = placeOf(size, fit, frame);
  const { bar, picture } = layoutOf(size);
  const scale = place.height / size.height;
  const row = (from: number, to: number): Box => ({
    ...place,
    y: place.y + from * scale,
    height: (to - from) * scale,
  });
  return [row(0, bar), row(bar + picture.height, size.height)];
}

const meet = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const inside = ({ x, y, width, height }: Box, frame: Size): boolean =>
  x >= 0 && y >= 0 && x + width <= frame.width && y + height <= frame.height;

type Position = ShownWords['position'];
const together: readonly (readonly Position[])[] = [
  ['top', 'middle', 'bottom'],
  ['top', 'bottom'],
  ['middle'],
  ['bottom'],
];
const all = together[0] ?? [];

/** A shot with words at these positions. */
const written = (positions: readonly Position[]): Partial<TimelineEntry> => ({
  words: positions.map((position) => shownCaption('Words', 24, { position })),
});

describe.each(fits)('what the cut writes on a stand-in, fitted by %s,', (fit) => {
  test.each(together)(
    `meets neither its words nor one another, in ${sizes.length ** 2} pairs of sizes: %s %s %s`,
    (...positions) => {
      const wrong: string[] = [];
      const shown = ['label', ...positions];
      for (const size of sizes) {
        const own = sizes.map((frame) => ownWords(size, fit, frame));
        sizes.forEach((frame, i) => {
          const shot = shotOf(size, { fit, footage: standIn, ...written(positions) });
          const zones = Object.entries(zonesOf(shot, frame)).filter(([name]) => shown.includes(name));
          for (const [name, zone] of zones) {
            const others = [
              ...(own[i] ?? []),
              ...zones.filter(([other]) => other !== name).map(([, box]) => box),
            ];
            if (
              !inside(zone, frame) ||
              zone.height < (Math.min(frame.width, frame.height) < 240 ? 0 : 3) ||
              others.some((box) => meet(zone, box))
            )
              wrong.push(`${name} of ${size.width}x${size.height} in ${frame.width}x${frame.height}`);
          }
        });
      }
      expect(wrong).toEqual([]);
    },
  );
});

describe.each(fits)('what is written on a shot in a transition with a stand-in, fitted by %s,', (fit) => {
  test.each<readonly [boolean, readonly Position[], readonly Position[]]>([
    [false, ['bottom'], []],
    [false, ['top', 'bottom'], ['middle']],
    [true, ['bottom'], ['top']],
  ])(
    `meets neither its words and label nor what is written there: itself one %s, %s beside %s`,
    (isStandIn, mine, theirs) => {
      const wrong: string[] = [];
      const frames = sizes.filter(({ width, height }) => Math.min(width, height) >= 250);
      for (const frame of frames) {
        const own = shotOf(frame, { fit, ...(isStandIn && { footage: standIn }), ...written(mine) });
        for (const size of frames) {
          const other = shotOf(size, { fit, footage: standIn, ...written(theirs) });
          const here = zonesOf(own, frame, [{ shot: other, written: theirs }]);
          const there = zonesOf(other, frame, [{ shot: own, written: mine }]);
          const taken = [...ownWords(size, fit, frame), there.label, ...theirs.map((one) => there[one])];
          for (const position of mine) {
            const zone = here[position];
            if (!inside(zone, frame) || zone.height < 3 || taken.some((box) => meet(zone, box)))
              wrong.push(`${position} of ${size.width}x${size.height} in ${frame.width}x${frame.height}`);
          }
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});

test('on a stand-in, words of a usual size have room for two lines, and for three in upright frames', () => {
  for (const size of sizes.filter(({ width, height }) => Math.min(width, height) >= 360)) {
    const { top, middle, bottom } = zonesOf(shotOf(size, { footage: standIn, ...written(all) }), size);
    for (const zone of [top, middle, bottom])
      expect(zone.height / emOf(size)).toBeGreaterThanOrEqual(size.height > size.width ? 3.3 : 2.4);
  }
});

test('on a stand-in, words that are alone have room for three lines', () => {
  for (const size of sizes.filter(({ width, height }) => Math.min(width, height) >= 360)) {
    const { bottom } = zonesOf(shotOf(size, { footage: standIn, ...written(['bottom']) }), size);
    expect(bottom.height / emOf(size)).toBeGreaterThanOrEqual(3.75);
  }
});

test.each(['pad', 'blur'] as const)(
  'beside a wide stand-in in an upright film (%s), words stand as on footage',
  (fit) => {
    const [wide, upright] = [
      { width: 1280, height: 720 },
      { width: 720, height: 1280 },
    ];
    const onStandIn = zonesOf(shotOf(wide, { fit, footage: standIn, ...written(all) }), upright);
    const onFootage = zonesOf(shotOf(wide, { fit, ...written(all) }), upright);
    expect([onStandIn.top, onStandIn.bottom]).toEqual([onFootage.top, onFootage.bottom]);
    // The one that is left on the picture has all of it.
    expect(onStandIn.middle.height / emOf(upright)).toBeGreaterThan(2.5);
  },
);

test('on an upright stand-in in a wide film, words are as wide as on footage', () => {
  const [wide, upright] = [
    { width: 1280, height: 720 },
    { width: 720, height: 1280 },
  ];
  const { bottom } = zonesOf(shotOf(upright, { footage: standIn, ...written(['bottom']) }), wide);
  const { x, width } = zonesOf(shotOf(upright, written(['bottom'])), wide).bottom;
  expect(bottom).toMatchObject({ x, width });
  expect(bottom.height / emOf(wide)).toBeGreaterThanOrEqual(3.75);
});

test('on footage, words have the whole frame; in an upright one they keep off what apps show at its edges', () => {
  for (const size of sizes) {
    const { top, middle, bottom } = zonesOf(shotOf(size, written(all)), size);
    const edge = size.height > size.width ? 0.14 : 0.07;
    expect(bottom.y + bottom.height).toBe(size.height - Math.round(size.height * edge));
    expect(top.y).toBe(Math.round(size.height * edge));
    expect([meet(top, middle), meet(middle, bottom)]).toEqual([false, false]);
    expect(bottom.width).toBe(Math.round(size.width * 0.8));
  }
});
