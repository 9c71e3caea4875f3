import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyPlan, type FrameSamples, type StretchPart } from '../../../src/stitch/picture/copy-plan.ts';

/** Groups of pictures as encoders write them: each begins with a key, then pictures in some order of decoding. */
const groups = fc.array(
  fc.array(fc.nat(7), { maxLength: 12 }).map((swaps) => {
    const order = swaps.map((_, i) => i + 1);
    for (const [i, by] of swaps.entries()) {
      // As far apart as two or three reordered pictures are.
      const other = Math.min(order.length - 1, i + (by % 4));
      const [a = 0, b = 0] = [order[i], order[other]];
      order[i] = b;
      order[other] = a;
    }
    return [0, ...order];
  }),
  { minLength: 1, maxLength: 8 },
);

/** Footage, some of whose frames may be missing. */
const footages = fc
  .tuple(groups, fc.array(fc.nat(60), { maxLength: 2 }))
  .map(([lengths, lost]): FrameSamples => {
    const shows: number[] = [];
    const keys: number[] = [];
    let first = 0;
    for (const group of lengths) {
      for (const [i, at] of group.entries()) {
        if (lost.includes(first + at) && i > 0) continue;
        shows.push(first + at);
        keys.push(i === 0 ? 1 : 0);
      }
      first += group.length;
    }
    return { shows: Int32Array.from(shows), keys: Uint8Array.from(keys) };
  });

const samplesOf = ({ shows }: FrameSamples, part: StretchPart): number[] =>
  part.kind === 'copy' ? [...shows.subarray(part.index, part.index + part.frames)] : [];

const counting = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => first + i);

test('parts follow each other, and what is copied begins with a key and shows exactly its frames', () => {
  fc.assert(
    fc.property(footages, fc.nat(60), fc.integer({ min: 1, max: 60 }), (footage, from, frames) => {
      const parts = copyPlan(footage, from, frames);
      expect(parts.flatMap((part) => counting(part.from, part.frames))).toEqual(counting(from, frames));
      for (const part of parts) {
        expect(part.frames).toBeGreaterThan(0);
        if (part.kind === 'encode') continue;
        expect(footage.keys[part.index]).toBe(1);
        expect(samplesOf(footage, part).toSorted((a, b) => a - b)).toEqual(counting(part.from, part.frames));
      }
    }),
  );
});

test('no more is encoded than must be', () => {
  fc.assert(
    fc.property(groups, fc.nat(60), fc.integer({ min: 1, max: 60 }), (lengths, from, frames) => {
      const shows = Int32Array.from(
        lengths.flatMap((group, i) => {
          const first = lengths.slice(0, i).reduce((sum, one) => sum + one.length, 0);
          return group.map((at) => first + at);
        }),
      );
      const keys = Uint8Array.from(lengths.flatMap((group) => group.map((_, i) => (i === 0 ? 1 : 0))));
      const parts = copyPlan({ shows, keys }, from, frames);
      const copied = new Set(parts.flatMap((part) => samplesOf({ shows, keys }, part)));
      // Every group that lies in the range as a whole.
      let first = 0;
      for (const { length } of lengths) {
        if (first >= from && first + length <= from + frames) {
          expect(counting(first, length).every((frame) => copied.has(frame))).toBe(true);
        }
        first += length;
      }
    }),
  );
});

test('where B-frames stand at the end, only those are encoded', () => {
  // I P B B P B B in decode order.
  const footage = { shows: Int32Array.of(0, 3, 1, 2, 6, 4, 5), keys: Uint8Array.of(1, 0, 0, 0, 0, 0, 0) };
  expect(copyPlan(footage, 0, 6)).toEqual([
    { kind: 'copy', from: 0, frames: 4, index: 0 },
    { kind: 'encode', from: 4, frames: 2 },
  ]);
});
