import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Look,
  mostFigures,
  mostOfOne,
  readLook,
  writeLook,
} from '../../../src/providers/animatic/look.ts';
import { mounts } from '../../../src/providers/animatic/move.ts';
import {
  angles,
  cameraWays,
  dayTimes,
  forms,
  gaits,
  sceneries,
  shotSizes,
  weathers,
  whereabouts,
} from '../../../src/sketch/sketch.ts';

const axis = fc.constantFrom(-1, -0.5, 0, 0.5, 1);
const colour = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
const far = fc.double({ min: -1000, max: 1000, noNaN: true }).map((value) => value + 0);
const said = fc.record(
  {
    size: fc.constantFrom(...shotSizes),
    angle: fc.constantFrom(...angles),
    scenery: fc.constantFrom(...sceneries),
    time: fc.constantFrom(...dayTimes),
    weather: fc.constantFrom(...weathers),
    whereabouts: fc.constantFrom(...whereabouts),
    motion: fc.record(
      { gait: fc.constantFrom(...gaits), way: fc.constantFrom(...cameraWays) },
      { requiredKeys: ['gait'] },
    ),
  },
  { requiredKeys: [] },
);
const shown = fc.record({
  seed: fc.nat(0xffff_ffff),
  carried: far,
  figures: fc.array(
    fc.record({ form: fc.constantFrom(...forms), count: fc.integer({ min: 1, max: mostOfOne }) }),
    { maxLength: mostFigures },
  ),
  palette: fc.record({
    zenith: colour,
    horizon: colour,
    light: colour,
    far: colour,
    near: colour,
  }),
  view: fc.record({ x: far, y: far, zoom: fc.double({ min: 0.4, max: 6, noNaN: true }) }),
  move: fc.record({
    pan: axis,
    tilt: axis,
    zoom: axis,
    handheld: fc.boolean(),
    mount: fc.constantFrom(...mounts),
  }),
  tones: fc.array(colour, { maxLength: 16 }),
});

const look: fc.Arbitrary<Look> = fc.tuple(said, shown).map(([words, rest]) => ({ ...words, ...rest }));

test('what is written into a clip is read back', () => {
  fc.assert(
    fc.property(look, (one) => {
      expect(readLook(writeLook(one))).toEqual(one);
    }),
  );
});

test('anything else in a clip is no look, or a harmless one', () => {
  expect(readLook('')).toBeUndefined();
  expect(readLook('{"storycut":"animatic","version":1}')).toBeUndefined();
  const wild =
    '{"storycut":"animatic","version":2,"seed":1e99,"view":{"zoom":0,"x":"1"},"palette":{"far":"red;[in]"}}';
  expect(readLook(wild)).toMatchObject({
    seed: 0,
    figures: [],
    view: { x: 0, y: 0, zoom: 1 },
    palette: { far: [128, 128, 128] },
  });
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(readLook(text)).toBeUndefined();
    }),
  );
});
