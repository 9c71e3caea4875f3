import { describe, expect, it } from 'vitest';
import { figuresFromBytes, figuresToBytes } from '../../src/judge/figures-file.ts';
import type { AskedFootage } from '../../src/judge/judgement.ts';
import { verdict } from '../../src/judge/verdict.ts';
import { type Drawing, figuresOf, moving, soundOf } from './drawn-figures.ts';

const asked = { seconds: 3, size: { width: 80, height: 48 }, fps: 24, sound: false };
const shot = { kind: 'footage', segment: 'x', take: 1, viewing: { footage: 'x' }, own: { from: 0 } } as const;

/** Kinds of what is found in three seconds, and where. */
function foundIn(drawing: Drawing, level?: (second: number) => number) {
  const figures = figuresOf(drawing, 72, level && soundOf(level, 3));
  const { findings } = verdict({ ...shot, asked: { ...asked, sound: level !== undefined } }, () => figures);
  return findings.map(({ kind, from, to }) => [kind, from, to].filter((one) => one !== undefined));
}

const when =
  (is: (n: number) => boolean, other: Drawing['luma']): Drawing['luma'] =>
  (x, y, n) =>
    is(n) ? other(x, y, n) : moving.luma(x, y, n);

describe('a picture', () => {
  it('that is as it was asked for has nothing to find', () => {
    expect(foundIn(moving)).toEqual([]);
  });

  it('is black, but not where a fade at an end leads to', () => {
    const black = () => 16;
    expect(foundIn({ luma: when((n) => n < 4, black) })).toEqual([['black', 0, 0.17]]);
    expect(foundIn({ luma: when((n) => n > 30 && n < 37, black) })).toEqual([['black', 1.29, 1.54]]);
    const faded: Drawing['luma'] = (x, y, n) => {
      const share = Math.max(0, Math.min(1, (66 - n) / 16));
      return 16 + (moving.luma(x, y, n) - 16) * share;
    };
    expect(foundIn({ luma: faded })).toEqual([]);
  });

  it('stands still for a second, among others that move', () => {
    expect(foundIn({ luma: (x, y, n) => moving.luma(x, y, Math.min(n, 40)) })).toEqual([['frozen', 1.67, 3]]);
    expect(foundIn({ luma: (x, y, n) => moving.luma(x, y, Math.min(n, 52)) })).toEqual([]);
    // Only a small part moves.
    const corner: Drawing['luma'] = (x, y, n) => moving.luma(x, y, x > 70 && y > 40 ? n : Math.min(n, 40));
    expect(foundIn({ luma: corner })).toEqual([]);
    // A title.
    expect(foundIn({ luma: (x, y) => moving.luma(x, y, 0) })).toEqual([]);
  });

  it('is cut to another one, and is not where light flashes or goes on', () => {
    const other: Drawing['luma'] = (x, y, n) => 230 - moving.luma(y, 2 * x, n);
    expect(foundIn({ luma: when((n) => n >= 30, other) })).toEqual([['cut-inside', 1.25]]);
    expect(
      foundIn({
        luma: when(
          (n) => n === 30 || n === 31,
          () => 235,
        ),
      }),
    ).toEqual([]);
    expect(
      foundIn({
        luma: when(
          (n) => n >= 30,
          (x, y, n) => moving.luma(x, y, n) * 0.5,
        ),
      }),
    ).toEqual([]);
  });

  it('has bars on both sides, and dark on one side is none', () => {
    const barred: Drawing['luma'] = (x, y, n) => (y < 6 || y >= 42 ? 16 : moving.luma(x, y, n));
    expect(foundIn({ luma: barred })).toEqual([['bars']]);
    const pillars: Drawing['luma'] = (x, y, n) => (x < 8 || x >= 72 ? 16 : moving.luma(x, y, n));
    expect(foundIn({ luma: pillars })).toEqual([['bars']]);
    expect(foundIn({ luma: (x, y, n) => (y < 15 ? 16 : moving.luma(x, y, n)) })).toEqual([]);
  });
});

describe('sound', () => {
  const tone = (second: number): number => 0.5 * Math.sin(2 * Math.PI * 440 * second);

  it('is heard, or missing for two seconds', () => {
    expect(foundIn(moving, tone)).toEqual([]);
    expect(foundIn(moving, () => 0)).toEqual([['silent']]);
    expect(foundIn(moving, (second) => (second < 0.8 ? tone(second) : 0))).toEqual([['silent', 0.8, 3]]);
    expect(foundIn(moving, (second) => (second < 1.8 ? tone(second) : 0))).toEqual([]);
    // A room.
    expect(foundIn(moving, (second) => 0.004 * tone(second))).toEqual([]);
  });

  it('is clipped, and at full scale it is not', () => {
    expect(foundIn(moving, (second) => Math.max(-1, Math.min(1, 6 * tone(second))))).toEqual([
      ['clipped-sound', 0],
    ]);
    expect(foundIn(moving, (second) => 2 * tone(second))).toEqual([]);
  });

  it('is asked for, and there is none', () => {
    const { findings } = verdict({ ...shot, asked: { ...asked, sound: true } }, () => figuresOf(moving, 72));
    expect(findings).toMatchObject([{ kind: 'silent', message: 'It has no sound.' }]);
  });
});

it('footage of another length, size or rate than was asked for is told with both', () => {
  const figures = figuresOf(moving, 72);
  const about = (other: Partial<AskedFootage>) =>
    verdict({ ...shot, asked: { ...asked, ...other } }, () => figures).findings.map(({ message }) => message);
  expect(about({ seconds: 4 })).toEqual(['It is 3 s long instead of 4 s.']);
  expect(about({ seconds: 2 })).toEqual(['It is 3 s long instead of 2 s.']);
  expect(about({ seconds: 2.9 })).toEqual([]);
  expect(about({ size: { width: 160, height: 96 } })).toEqual(['It is 80x48 instead of 160x96.']);
  expect(about({ size: { width: 40, height: 24 } })).toEqual([]);
  expect(about({ fps: 30 })).toEqual(['It has 24 instead of 30 frames per second.']);
});

it('figures are the same after they were kept, and anything else than figures is ignored', () => {
  const figures = figuresOf(
    moving,
    5,
    soundOf(() => 0.1, 1),
  );
  const bytes = figuresToBytes(figures);
  expect(figuresFromBytes(bytes)).toEqual(figures);
  for (const wrong of [
    bytes.subarray(0, -1),
    bytes.subarray(5),
    Buffer.from('{"version":1}\n'),
    Buffer.alloc(0),
  ])
    expect(figuresFromBytes(wrong)).toBeUndefined();
  const another = bytes.toString('latin1').replace('"count":5', '"count":6');
  expect(figuresFromBytes(Buffer.from(another, 'latin1'))).toBeUndefined();
});
