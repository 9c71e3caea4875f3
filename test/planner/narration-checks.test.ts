import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Audio, Segment } from '../../src/storyboard/model.ts';
import { planOf } from '../rig/planning.ts';
import { asset, board, card, place } from '../rig/storyboard-builder.ts';

/** Two cards of 3 s that share 1 s, and a recording of 2 s. */
const told = (at: string, offset: number) => {
  const file = asset('vo.wav', { kind: 'audio', seconds: 2 });
  const narration = [{ file, at, offset, volume: 0, place: { ...place, line: 7 } }];
  const segments = [card('a', { transition: { type: 'dissolve', duration: 1 } }), card('b')];
  return planOf(board(segments, { audio: { keep: true, narration, cues: [] } })).diagnostics;
};

it.each([
  ['a', 0, []],
  ['a', 1, []],
  ['a', 1.5, ['narration-outlasts: vo.wav continues for 0.5 s after a has ended.']],
  ['b', 1, []],
  [
    'b',
    1.25,
    ['narration-cut-off: vo.wav continues for 0.25 s after the film has ended, and that part is not heard.'],
  ],
  [
    'b',
    9,
    ['narration-cut-off: vo.wav continues for 2 s after the film has ended, and that part is not heard.'],
  ],
  ['a', -0.5, ['narration-cut-off: vo.wav begins 0.5 s before the film, and that part is not heard.']],
])('says of a recording at %s, after %d s, what is not heard where it is meant', (at, offset, expected) => {
  expect(told(at, offset).map(({ code, message }) => `${code}: ${message}`)).toEqual(expected);
});

it('points at the place where the storyboard puts it', () => {
  expect(told('a', 1.5)).toMatchObject([{ severity: 'warning', segment: 'a', place: { line: 7 } }]);
});

type Film = { readonly segments: readonly Segment[]; readonly narration: Audio['narration'] };

const toldOf = ({ segments, narration }: Film) =>
  planOf(board(segments, { audio: { keep: true, narration, cues: [] } })).diagnostics.filter(({ code }) =>
    code.startsWith('narration'),
  );

/** A time that is advised, in seconds. */
function secondsIn(written: string | undefined, { tempo = 60 }: Segment): number {
  const number = Number.parseFloat(written ?? '');
  return /beats?$/.test(written ?? '') ? (number * 60) / tempo : number;
}

/** What comes of doing all that is advised. */
function followed(film: Film, help: string): Film {
  const [narration] = film.narration;
  const segment = film.segments.find(({ id }) => id === narration?.at);
  if (narration === undefined || segment === undefined) throw new Error('nothing is spoken');
  const [, offset] = /`offset: ([^`]+)`/.exec(help) ?? [];
  const [, longer] = /at least (\S+(?: beats?)?)/.exec(help) ?? [];
  if (offset === undefined && longer === undefined) throw new Error(`no advice: ${help}`);
  // Of two ways, the first.
  const isLonger = longer !== undefined && (offset === undefined || help.includes(', and make'));
  const duration = (segment.duration ?? 0) + (isLonger ? secondsIn(longer, segment) : 0);
  return {
    segments: film.segments.map((one) => (one === segment ? { ...one, duration } : one)),
    narration: [{ ...narration, ...(offset !== undefined && { offset: secondsIn(offset, segment) }) }],
  };
}

describe('who does what is advised', () => {
  const seconds = fc.double({ min: 0.5, max: 6, noNaN: true });
  const films = fc
    .record({
      durations: fc.array(seconds, { minLength: 1, maxLength: 4 }),
      dissolve: fc.constantFrom(0, 0.3),
      tempo: fc.constantFrom(undefined, 97.3, 130),
      at: fc.nat(3),
      offset: fc.double({ min: -8, max: 8, noNaN: true }),
      length: fc.double({ min: 0.5, max: 9, noNaN: true }),
    })
    .map(({ durations, dissolve, tempo, at, offset, length }): Film => {
      const segments = durations.map((duration, i) =>
        card(`s${i}`, {
          ...{ duration, ...(tempo !== undefined && { tempo }) },
          ...(dissolve > 0 &&
            i < durations.length - 1 && { transition: { type: 'dissolve', duration: dissolve } }),
        }),
      );
      const file = asset('vo.wav', { kind: 'audio', seconds: length });
      return { segments, narration: [{ file, at: `s${at % durations.length}`, offset, volume: 0, place }] };
    });

  it('has the whole recording heard over its segment, and is told no more', () => {
    fc.assert(
      fc.property(films, (film) => {
        let [now, steps] = [film, 0];
        for (let told = toldOf(now); told.length > 0; told = toldOf(now)) {
          expect(++steps, told[0]?.help).toBeLessThan(3);
          now = followed(now, told[0]?.help ?? '');
        }
      }),
      { numRuns: 250 },
    );
  });

  it.each([
    [1, 'Write `offset: 0.5` to begin it earlier, or make a at least 0.5 s longer.', 2.5],
    [-1, 'Write `offset: 0` to begin it with the film.', 2],
    [-1, 'Write `offset: 0`, and make a at least 1 s longer.', 4],
    [0, 'Make a at least 1 s longer, or shorten the recording.', 4],
  ])('from %s s on reads %s', (offset, help, length) => {
    const file = asset('vo.wav', { kind: 'audio', seconds: length });
    const narration = [{ file, at: 'a', offset, volume: 0, place }];
    const [first] = toldOf({ segments: [card('a'), card('b', { duration: 9 })], narration });
    expect(first?.help).toBe(help);
  });
});
