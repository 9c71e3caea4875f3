import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hardCuts } from '../../src/stitch/picture/pieces.ts';
import { sampleAt } from '../../src/stitch/sound/raw.ts';
import { filmOf } from './room.ts';

const footage = { kind: 'card', card: { text: '', background: '#000000', color: '#ffffff' } } as const;

/** Segments whose overlaps are at most half of either neighbour, as the language demands. */
const timelines = fc
  .array(
    fc.record({ frames: fc.integer({ min: 1, max: 400 }), sourceStart: fc.nat(100), wish: fc.nat(200) }),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map(
    (shots) =>
      filmOf(
        shots.map(({ frames, sourceStart, wish }, i) => {
          const next = shots[i + 1]?.frames ?? frames;
          return {
            footage,
            frames,
            sourceStart,
            overlap: Math.min(wish, Math.floor(Math.min(frames, next) / 2)),
          };
        }),
      ).timeline,
  );

test('pieces fill the film, and each frame is one that its segment shows there', () => {
  fc.assert(
    fc.property(timelines, (timeline) => {
      const pieces = hardCuts(timeline);
      expect(pieces.reduce((sum, { frames }) => sum + frames, 0)).toBe(timeline.frames);
      let at = 0;
      for (const piece of pieces) {
        const entry = timeline.entries.find(({ segment }) => segment === piece.segment);
        expect(piece.from - (entry?.sourceStart ?? 0)).toBe(at - (entry?.start ?? 0));
        expect(piece.frames).toBeGreaterThan(0);
        at += piece.frames;
      }
    }),
  );
});

test('both segments give up half of an overlap', () => {
  const [a, b] = hardCuts(
    filmOf([
      { footage, frames: 24, overlap: 6 },
      { footage, frames: 24 },
    ]).timeline,
  );
  expect([a?.frames, b?.from, b?.frames]).toEqual([21, 3, 21]);
});

test('a fade at the end of the film takes nothing from it', () => {
  expect(hardCuts(filmOf([{ footage, frames: 24, overlap: 12 }]).timeline)).toMatchObject([
    { from: 0, frames: 24 },
  ]);
});

test('samples are counted from the beginning, so that they never drift', () => {
  expect(sampleAt(1, 24)).toBe(2000);
  expect([0, 1, 2, 3, 4, 5].map((frame) => sampleAt(frame, 29.97))).toEqual([
    0, 1602, 3203, 4805, 6406, 8008,
  ]);
  // An hour of NTSC.
  expect(sampleAt(107_892, 29.97)).toBe(172_799_827);
});
