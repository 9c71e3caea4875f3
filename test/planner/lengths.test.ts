import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { atLeast, atMost } from '../../src/planner/models/lengths.ts';
import type { Segment } from '../../src/storyboard/model.ts';
import { planOf, refusalOf } from '../rig/planning.ts';
import { card, extend, file, generate, video } from '../rig/storyboard-builder.ts';

const tempos = fc.constantFrom(undefined, 97.3, 130);
const seconds = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** The length that is advised, in seconds. */
function advised({ help = '' }: Diagnostic, tempo: number | undefined): number {
  const [, written = ''] = /`(?:\w+: )?([\d.]+(?: beats?)?)`/.exec(help) ?? [];
  expect(written.includes('beat'), help).toBe(tempo !== undefined);
  return (Number.parseFloat(written) * 60) / (tempo ?? 60);
}

const found = (segments: readonly Segment[], code: string): readonly Diagnostic[] =>
  planOf(segments).diagnostics.filter((one) => one.code === code);

/** What is told of a film is told no more once it is made with the length that is advised. */
function passes(
  code: string,
  asked: number,
  tempo: number | undefined,
  film: (length: number) => readonly Segment[],
): void {
  const [told] = found(film(asked), code);
  if (told !== undefined) expect(found(film(advised(told, tempo)), code), told.help).toEqual([]);
}

const withTempo = (tempo: number | undefined) => (tempo === undefined ? {} : { tempo });

describe('a length that a plan advises passes, in beats where there is a tempo', () => {
  it('of a transition between clips', () => {
    fc.assert(
      fc.property(seconds(0.05, 9), seconds(0.2, 6), tempos, (asked, duration, tempo) =>
        passes('transition-shortened', asked, tempo, (length) => [
          card('a', { duration, ...withTempo(tempo), transition: { type: 'dissolve', duration: length } }),
          card('b', { duration: 6 }),
        ]),
      ),
    );
  });

  it('of own footage, however fast', () => {
    fc.assert(
      fc.property(seconds(0.1, 9), tempos, fc.constantFrom(1, 0.5, 3), (there, tempo, speed) =>
        passes('footage-short', 12, tempo, (duration) => [
          file('a', video('a.mp4', there), { duration, speed, ...withTempo(tempo) }),
        ]),
      ),
    );
  });

  it('of footage that another goes on from', () => {
    fc.assert(
      fc.property(seconds(1, 11), tempos, (asked, tempo) =>
        passes('picture-jumps', asked, tempo, (duration) => [
          generate('a', { duration, ...withTempo(tempo) }),
          extend('b', 'a'),
        ]),
      ),
    );
  });

  it('of what a model makes', () => {
    fc.assert(
      fc.property(seconds(121, 900), tempos, (duration, tempo) => {
        const [told] = refusalOf([generate('a', { duration, ...withTempo(tempo) })]);
        if (told === undefined) throw new Error('it is made');
        planOf([generate('a', { duration: advised(told, tempo), ...withTempo(tempo) })]);
      }),
    );
  });
});

it('is rounded to the side of what is asked', () => {
  expect([atMost(1.2345, undefined), atLeast(1.2345, undefined)]).toEqual(['1.234', '1.235']);
  expect([atMost(1, { tempo: 130 }), atLeast(1, { tempo: 130 })]).toEqual(['2.166 beats', '2.167 beats']);
});
