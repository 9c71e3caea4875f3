import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { from, timed, upTo } from '../../src/storyboard/time-advice.ts';
import { film, readText } from './reading.ts';

const units = { frame: 1 / 24, beat: 60 / 130 };

describe('a time is advised as the one in whose place it is to stand is written', () => {
  it.each([
    [0.75, 3, '0.75'],
    [0.75, '3', '0.75'],
    [0.75, '3 beats', '1.625 beats'],
    [0.75, '36 frames', '18 frames'],
    [0.74, '36 frames', '17 frames'],
    [62.5, '1:05', '1:02.5'],
    [2.0005, '0:09.25', '0:02'],
    [60 / 130, '2 beats', '1 beat'],
    [0.05, '1 frame', '1 frame'],
    [-0.5, 1, '-0.5'],
  ])('%s s beside %s: %s', (seconds, like, expected) => {
    expect(upTo(seconds, like, units)).toBe(expected);
  });

  it('is no longer than what there is room for, and no shorter than what is needed', () => {
    expect([upTo(0.9999, 1, units), from(0.9991, 1, units)]).toEqual(['0.999', '1']);
    expect([upTo(0.99, '9 frames', units), from(0.99, '9 frames', units)]).toEqual([
      '23 frames',
      '24 frames',
    ]);
  });

  it('is in seconds where there is no tempo any more', () => {
    expect(upTo(0.75, '3 beats', { frame: 1 / 24 })).toBe('0.75');
  });

  it('is told in seconds too, where it is not written in them', () => {
    expect([timed('to', 18 / 13, '3 beats'), timed('to', 0.1 + 0.2), timed('to', 2, '0:02')]).toEqual([
      { text: '3 beats (1.385 s)', params: { to: 1.385 } },
      { text: '0.3 s', params: { to: 0.3 } },
      { text: '2 s', params: { to: 2 } },
    ]);
  });
});

/** Advice with what is to be written, and perhaps its key. */
const advice =
  /rite (?:`(?:\w+: )?(?<most>[^`]+)` or less|a `from` below `(?<below>[^`]+)`|`transition: cut`)/;

/** Writes what a diagnostic advises where it points. */
function followed(text: string, { code, place, help = '' }: Diagnostic): string {
  if (place === undefined) throw new Error('nowhere');
  const { most, below } = advice.exec(help)?.groups ?? {};
  const advised = most ?? below?.replace(/[\d.:]+/, '0');
  // What stands behind it may have been mended already.
  const lines = text.split('\n');
  const line = lines[place.line - 1] ?? '';
  const [before, behind] = [line.slice(0, place.column - 1), line.slice(place.endColumn - 1)];
  if (advised !== undefined) lines[place.line - 1] = before + advised + behind;
  // Shorter than a frame.
  else if (code === 'words-beyond-segment') lines[place.line - 1] = before.replace(/, to: $/, '') + behind;
  else lines[place.line - 1] = line.replace(/transition: (\{[^}]*\}|[^,}]+)/, 'transition: cut');
  return lines.join('\n');
}

const byPlace = (a: Diagnostic, b: Diagnostic): number => (b.place?.column ?? 0) - (a.place?.column ?? 0);

const codes = ['transition-too-long', 'beyond-footage', 'words-beyond-segment'];

const number = fc
  .oneof(fc.integer({ min: 1, max: 12 }), fc.double({ min: 0.1, max: 12, noNaN: true }))
  .map((n) => Number(n.toFixed(3)));
const time = fc.oneof(
  number.map(String),
  number.map((n) => `${n} beats`),
  fc.integer({ min: 1, max: 200 }).map((n) => `${n} frames`),
  number.map((n) => `0:${n.toFixed(3).padStart(6, '0')}`),
);
const transition = fc.oneof(
  time,
  time.map((length) => `{ type: wipe-left, duration: ${length} }`),
  fc.constantFrom('dissolve', 'wipe-left', '{ type: circle-open, duration: 2 }'),
);
const key = (name: string, value: fc.Arbitrary<string>) =>
  fc.option(value, { nil: undefined }).map((text) => (text === undefined ? '' : `, ${name}: ${text}`));
const segment = (id: string) =>
  fc
    .tuple(
      fc.constantFrom('prompt: A', 'file: own.mp4', 'file: own.mp4, speed: 2'),
      key('duration', time),
      key(
        'trim',
        fc.tuple(time, time).map(([a, b]) => `{ from: ${a}, to: ${b} }`),
      ),
      key('transition', transition),
      key(
        'titles',
        fc.tuple(time, time).map(([a, b]) => `[ { text: T, from: ${a}, to: ${b} } ]`),
      ),
    )
    .map(([source, ...keys]) => `- { id: ${id}, ${source}${keys.join('')} }`);

const filmOf = fc
  .tuple(
    fc.constantFrom(24, 25, 29.97, 60),
    fc.constantFrom(60, 130, 97.3),
    key('transition', transition),
    fc
      .array(fc.constant(''), { minLength: 2, maxLength: 4 })
      .chain((all) => fc.tuple(...all.map((_, i) => segment(`s${i}`)))),
  )
  .map(([fps, tempo, usual, segments]) =>
    film(segments.join('\n'), `tempo: ${tempo}\nformat: { fps: ${fps} }\ndefaults: { takes: 1${usual} }\n`),
  );

describe('who writes the length that is advised', () => {
  it('is told of it no more, whatever unit it is written in', async () => {
    await fc.assert(
      fc.asyncProperty(filmOf, async (first) => {
        let text = first;
        // What a length is measured against may be wrong itself, and is mended first.
        for (const code of [
          'beyond-footage',
          'beyond-footage',
          'words-beyond-segment',
          'transition-too-long',
        ]) {
          const { diagnostics } = await readText(text, {}, ['own.mp4']);
          for (const one of diagnostics.filter((each) => each.code === code).sort(byPlace)) {
            const before = text;
            text = followed(text, one);
            expect(text, one.help).not.toBe(before);
          }
        }
        const { diagnostics } = await readText(text, {}, ['own.mp4']);
        expect(
          diagnostics
            .filter(({ code }) => codes.includes(code))
            .map(({ message, help }) => [text, message, help]),
        ).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});
