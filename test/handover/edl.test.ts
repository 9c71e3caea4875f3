import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countingAt, frameAt } from '../../src/core/timecode.ts';
import { edlText } from '../../src/handover/edl/document.ts';
import { reelsOf } from '../../src/handover/edl/reels.ts';
import { board, card } from '../rig/storyboard-builder.ts';
import { anyText } from './any-text.ts';
import { isMade, randomFilm } from './random-film.ts';
import { handedOver, size, wholeHandover } from './sample.ts';

/** The columns of CMX 3600: number, reel, channels, effect and its length, then source and record, in and out. */
const eventLine =
  /^(\d{3,}) {2}([A-Z0-9]{1,8}) +(V|AA\/V) +(C|D|W\d{3}) +(\d{3})? ?(\d\d(?::\d\d){2}[:;]\d{2,3}) (\S+) (\S+) (\S+)$/;

interface Line {
  readonly number: number;
  readonly reel: string;
  readonly effect: string;
  readonly length: number;
  readonly source: readonly [number, number];
  /** The timecode at which it begins. */
  readonly from: string;
  readonly record: readonly [number, number];
}

/** Its events of pictures, and of pictures with their sound. */
function readEdl(text: string, fps: number): readonly Line[] {
  const frames = (code = ''): number => {
    const [hours = 0, minutes = 0, seconds = 0, rest = 0] = code.split(/[:;]/).map(Number);
    return frameAt([hours, minutes, seconds, rest], { base: Math.round(fps), drop: code.includes(';') });
  };
  const events = text.split('\n').filter((line) => /^\d/.test(line) && !/^\d+ +\S+ +AA /.test(line));
  return events.map((line) => {
    const match = eventLine.exec(line);
    if (match === null) throw new Error(`no event: ${line}`);
    const [, number, reel = '', , effect = '', length = 0, from, to, begin, end] = match;
    return {
      ...{ number: Number(number), reel, effect, length: Number(length), from: from ?? '' },
      source: [frames(from), frames(to)],
      record: [frames(begin), frames(end)],
    };
  });
}

/** Frames a second of what doesn't run as it is, by reel and the timecode at which it begins. */
const ratesIn = (text: string): ReadonlyMap<string, number> =>
  new Map(
    [...text.matchAll(/^M2 {3}(\S+) +([\d.]+) +(\S+)$/gm)].map(([, reel, rate, from]) => [
      `${reel} ${from}`,
      Number(rate),
    ]),
  );

describe('an EDL', () => {
  it('lists what is at a place of the film in order of time', () => {
    const film = wholeHandover();
    const mark = (text: string, start: number) => ({ text, start, end: start + 12 });
    const marked = { ...film, captions: [mark('first', 6), mark('third', 30)], titles: [mark('second', 12)] };
    expect(
      [...edlText(marked).matchAll(/^\* LOC: \S+ +\S+ +(\S+)$/gm)].map(([, text]) => text).slice(0, 4),
    ).toEqual(['Arrival', 'first', 'second', 'third']);
  });

  it('reads as columns, comments and nothing else', () => {
    expect(edlText(wholeHandover()).split('\n').slice(0, 24).join('\n')).toBe(`TITLE: The <Last> Keeper
FCM: NON-DROP FRAME

001  WAKE     AA/V  C        00:00:00:00 00:00:03:12 01:00:00:00 01:00:03:12
* FROM CLIP NAME: wake-2.mp4
* SOURCE FILE: /films/.storycut/clips/wake-2.mp4
* OTHER TAKE: 1 /films/.storycut/clips/wake.mp4
* OTHER TAKE: 3 /films/.storycut/clips/wake-3.mp4
* LOC: 01:00:00:00 GREEN   Arrival
* LOC: 01:00:00:00 YELLOW  Cape "Wrath" & <sea> at dusk
002  WAKE     AA/V  C        00:00:03:12 00:00:03:12 01:00:03:12 01:00:03:12
002  AX       AA/V  D    012 00:00:00:00 00:00:03:00 01:00:03:12 01:00:06:12
* FROM CLIP NAME: wake-2.mp4
* TO CLIP NAME: not-yet
* NOT MADE YET
003  AX       AA/V  C        00:00:03:00 00:00:03:00 01:00:06:12 01:00:06:12
003  BL       AA/V  D    012 00:00:00:00 00:00:00:12 01:00:06:12 01:00:07:00
* FROM CLIP NAME: not-yet
* LOC: 01:00:06:12 GREEN   tower
004  BL       AA/V  C        00:00:00:12 00:00:00:12 01:00:07:00 01:00:07:00
004  ARCHIVE  AA/V  D    012 00:00:01:12 00:00:04:12 01:00:07:00 01:00:10:00
* TO CLIP NAME: archive, 1911.mp4
* SOURCE FILE: /films/archive, 1911.mp4
005  ARCHIVE  AA/V  C        00:00:04:12 00:00:04:12 01:00:10:00 01:00:10:00`);
  });

  it('covers the film without a gap, and takes as much of a source as it records', () => {
    fc.assert(
      fc.property(randomFilm, (film) => {
        const { handover } = handedOver(film, isMade);
        const { fps, frames } = handover;
        const text = edlText(handover);
        const lines = readEdl(text, fps);
        const rates = ratesIn(text);
        const begin = frameAt([1, 0, 0, 0], countingAt(fps));
        let at = begin;
        for (const { reel, source, from, record } of lines) {
          expect(record[0]).toBe(at);
          const seen = record[1] - record[0];
          const rate = rates.get(`${reel} ${from.replace(';', ':')}`);
          if (rate === undefined) expect(source[1] - source[0]).toBe(seen);
          // A rate is told to a tenth of a frame.
          else
            expect(Math.abs(source[1] - source[0] - (seen * rate) / fps)).toBeLessThan(
              1.5 + (seen * 0.05) / fps,
            );
          at = record[1];
        }
        expect(at).toBe(begin + frames);
        expect(text).toContain(`FCM: ${countingAt(fps).drop ? 'DROP' : 'NON-DROP'} FRAME`);
      }),
    );
  });

  it('begins each transition from the frame at which the event before it ends', () => {
    fc.assert(
      fc.property(randomFilm, (film) => {
        const { handover } = handedOver(film, isMade);
        const lines = readEdl(edlText(handover), handover.fps);
        for (const [i, line] of lines.entries()) {
          if (line.effect === 'C') continue;
          const [before, from] = [lines[i - 2], lines[i - 1]];
          expect(from).toMatchObject({ effect: 'C', number: line.number });
          expect([before?.reel, before?.source[1]]).toEqual([from?.reel, from?.source[0]]);
          expect(line.length).toBeLessThanOrEqual(line.record[1] - line.record[0]);
        }
      }),
    );
  });

  it('lists the recordings as they are heard', () => {
    const byNumber = new Intl.Collator('en', { numeric: true }).compare;
    const at = (line: string): string => line.split(' ')[2] ?? '';
    fc.assert(
      fc.property(randomFilm, (film) => {
        const lines = edlText(handedOver(film, isMade).handover).split('\n');
        const heard = lines.filter((line) => /^\* (MUSIC|NARRATION): /.test(line)).map(at);
        expect(heard).toEqual(heard.toSorted(byNumber));
      }),
    );
  });

  it('keeps what a user typed on the line of its comment', () => {
    const film = handedOver(board([card('fin')])).handover;
    const usual = edlText(film).split('\n').length;
    fc.assert(
      fc.property(anyText, (text) => {
        const title = `a${text}\n001  X V C`;
        const lines = edlText({ ...film, title, chapters: [{ title, start: 0 }] }).split(
          /\r\n|\p{Zl}|\p{Zp}|[\n\r\v\f\x85]/u,
        );
        const odd = lines.filter((line) => !/^(TITLE: .*|FCM: .*|\* .*|\d{3} {2}.*|)$/u.test(line));
        expect(odd).toEqual([]);
        expect(lines).toHaveLength(usual);
      }),
    );
  });
});

describe('a reel', () => {
  it('has a name of at most 8 capitals and digits, another for every file', () => {
    const names = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '-', '1', 'l'), maxLength: 12 }));
    fc.assert(
      fc.property(names, (segments) => {
        const reels = reelsOf(
          segments.map((segment, i) => ({
            segment,
            material: { kind: 'still', file: `${i}.png`, size, move: 'none' },
          })),
        );
        const given = [...reels.values()];
        expect(new Set(given).size).toBe(segments.length);
        for (const name of given) expect(name).toMatch(/^(?!(?:BL|AX|BLACK|BARS)$)[A-Z0-9]{1,8}$/);
      }),
    );
  });
});
