import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Timeline } from '../../src/planner/plan.ts';
import { srt } from '../../src/stitch/captions/sidecar.ts';
import { sampleAt } from '../../src/stitch/sound/raw.ts';
import { planOf } from '../rig/planning.ts';
import { board, card } from '../rig/storyboard-builder.ts';
import { caption } from '../rig/words.ts';

/** Television's rates as fractions. */
const rates = [
  [24_000, 1001],
  [30_000, 1001],
  [60_000, 1001],
] as const;

/** An hour or more of cards, each with its length in milliseconds, every seventh with a caption. */
const lengths = fc.array(fc.integer({ min: 500, max: 9000 }), { minLength: 800, maxLength: 900 });

const timelineOf = (milliseconds: readonly number[], fps: number): Timeline =>
  planOf(
    board(
      milliseconds.map((length, i) =>
        card(`s${i}`, { duration: length / 1000, ...(i % 7 === 0 && { words: [caption(`c${i}`)] }) }),
      ),
      { format: { size: { width: 64, height: 64 }, exact: true, fps, fit: 'pad' } },
    ),
  ).timeline;

/** The largest whole number that is not above a fraction. */
const floor = (num: bigint, den: bigint): number => Number(num / den);

describe.each(rates)('an hour at %d/%d frames a second', (num, den) => {
  it('is cut within half a frame of exact arithmetic everywhere, and its frames add up', () => {
    fc.assert(
      fc.property(lengths, (milliseconds) => {
        const { entries, frames } = timelineOf(milliseconds, num / den);
        let [exact, sum] = [0n, 0];
        for (const [i, entry] of entries.entries()) {
          expect(entry.start).toBe(sum);
          sum += entry.frames;
          exact += BigInt(milliseconds[i] ?? 0);
          // 2 × |frame - milliseconds × rate| <= 1, in whole numbers.
          const off = 2n * (BigInt(sum) * 1000n * BigInt(den) - exact * BigInt(num));
          expect((off < 0n ? -off : off) <= 1000n * BigInt(den)).toBe(true);
        }
        expect(sum).toBe(frames);
      }),
      { numRuns: 5 },
    );
  });

  it('has its samples and captions where exact arithmetic has them', () => {
    fc.assert(
      fc.property(lengths, (milliseconds) => {
        const fps = num / den;
        const { entries, captions, frames } = timelineOf(milliseconds, fps);
        for (const frame of [...entries.map(({ start }) => start), frames]) {
          const twice = 2n * BigInt(frame) * 48_000n * BigInt(den);
          expect(sampleAt(frame, fps)).toBe(floor(twice + BigInt(num), 2n * BigInt(num)));
        }
        const times = [...srt(captions, fps).matchAll(/^(\d+):(\d+):(\d+),(\d+) -->/gm)].map(
          ([, hours, minutes, seconds, rest]) =>
            ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(rest),
        );
        expect(times).toEqual(
          captions.map(({ start }) => floor(BigInt(start) * 1000n * BigInt(den), BigInt(num))),
        );
      }),
      { numRuns: 5 },
    );
  });
});

it('each frame of television has the millisecond and the sample of exact arithmetic', () => {
  fc.assert(
    fc.property(fc.constantFrom(...rates), fc.nat(10_000_000), ([num, den], frame) => {
      const text = srt([{ text: 'x', start: frame, end: frame + 1 }], num / den);
      const [, hours, minutes, seconds, rest] = /(\d+):(\d+):(\d+),(\d+) -->/.exec(text) ?? [];
      const shown = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(rest);
      expect(shown).toBe(floor(BigInt(frame) * 1000n * BigInt(den), BigInt(num)));
    }),
  );
});
