import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Timeline } from '../../../src/planner/plan.ts';
import type { Shot } from '../../../src/stitch/material.ts';
import { type Piece, piecesOf } from '../../../src/stitch/picture/pieces.ts';
import { filmOf } from '../room.ts';

const footage = { kind: 'card', card: { text: '', background: '#000000', color: '#ffffff' } } as const;
const size = { width: 160, height: 96 };

const shotsOf = ({ entries }: Timeline): readonly Shot[] =>
  entries.map((entry) => ({
    entry,
    material: { kind: 'still', key: entry.segment, file: '', size, format: 'png' },
  }));

/** Segments whose overlaps are at most half of either neighbour, as the language demands. */
const timelines = fc
  .array(fc.record({ frames: fc.integer({ min: 1, max: 400 }), wish: fc.nat(200) }), {
    minLength: 1,
    maxLength: 30,
  })
  .map(
    (shots) =>
      filmOf(
        shots.map(({ frames, wish }, i) => ({
          footage,
          frames,
          transition: wish % 3 === 0 ? { type: 'cut' } : { type: 'dissolve', duration: wish / 24 },
          overlap:
            wish % 3 === 0
              ? 0
              : Math.min(wish, Math.floor(Math.min(frames, shots[i + 1]?.frames ?? frames) / 2)),
        })),
      ).timeline,
  );

/** The frames of the film at which each of its frames is to be seen, by segment and frame. */
function placesOf(timeline: Timeline): string[] {
  return Array.from({ length: timeline.frames }, (_, at) =>
    timeline.entries
      .filter(({ start, frames }) => at >= start && at < start + frames)
      .map(({ segment, start }) => `${segment}:${at - start}`)
      .join(' '),
  );
}

const shownBy = (piece: Piece): string[] =>
  Array.from({ length: piece.frames }, (_, i) =>
    (piece.kind === 'stretch' ? [piece] : [piece.before, ...(piece.after ? [piece.after] : [])])
      .map(({ shot, from }) => `${shot.entry.segment}:${from + i}`)
      .join(' '),
  );

test('pieces show each frame of each segment where the film shows it', () => {
  fc.assert(
    fc.property(timelines, (timeline) => {
      const pieces = piecesOf(timeline, shotsOf(timeline));
      expect(pieces.flatMap(shownBy)).toEqual(placesOf(timeline));
    }),
  );
});

test('a fade at the end of the film takes nothing from it', () => {
  const transition = { type: 'fade-to-black', duration: 0.5 } as const;
  const { timeline } = filmOf([{ footage, frames: 24, overlap: 12, transition }]);
  expect(piecesOf(timeline, shotsOf(timeline))).toMatchObject([
    { kind: 'stretch', from: 0, frames: 12 },
    { kind: 'join', before: { from: 12 }, frames: 12 },
  ]);
});

test('a missing shot leaves out its own pieces only', () => {
  const transition = { type: 'dissolve', duration: 0.25 } as const;
  const soft = { footage, frames: 24, overlap: 6, transition };
  const { timeline } = filmOf([soft, soft, soft, { footage, frames: 24 }]);
  const shots = shotsOf(timeline);
  const segments = piecesOf(timeline, shots.toSpliced(1, 1)).map((piece) =>
    shownBy(piece)[0]?.replaceAll('segment-', ''),
  );
  expect(segments).toEqual(['1:0', '3:6', '3:18 4:0', '4:6']);
});
