import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ShownEntry } from '../../src/review/film/shown.ts';
import { fromAddress, toAddress } from '../../src/review/page/address.ts';
import { keyName, keys, rowOf } from '../../src/review/page/keys.ts';
import { entryAt, layersAt, rangeOf, seamOf, sourceTime } from '../../src/review/page/layers.ts';
import { lookAt } from '../../src/review/page/look.ts';
import { notesAsText } from '../../src/review/page/notes-text.ts';
import { wordDiff } from '../../src/review/page/word-diff.ts';

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

describe('the table of keys', () => {
  it('has each key once, and each act', () => {
    const names = keys.map(keyName);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(keys.map(({ act }) => act)).size).toBe(keys.length);
  });

  it('is the one in the docs', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/reviewing.md'), 'utf8');
    const rows = page.split('| key | does |\n|---|---|\n')[1]?.split('\n\n')[0]?.split('\n');
    expect(rows).toEqual(keys.map((row) => `| ${keyName(row)} | ${row.does} |`));
  });

  it('finds what is pressed, on any keyboard, and leaves the browser its own', () => {
    expect(rowOf({ ...plain, key: 'S' })?.row.act).toBe('seam');
    expect(rowOf({ ...plain, key: 'ArrowLeft' })?.row.act).toBe('frame-back');
    expect(rowOf({ ...plain, key: 'ArrowLeft', shiftKey: true })?.row.act).toBe('second-back');
    expect(rowOf({ ...plain, key: '?', shiftKey: true })?.row.act).toBe('help');
    expect(rowOf({ ...plain, key: '3' })).toMatchObject({ row: { act: 'pick' }, digit: 3 });
    expect(rowOf({ ...plain, key: '0' })).toBeUndefined();
    expect(rowOf({ ...plain, key: 's', ctrlKey: true })).toBeUndefined();
    expect(rowOf({ ...plain, key: 'Shift' })).toBeUndefined();
  });
});

const entry = (
  segment: string,
  start: number,
  frames: number,
  more: Partial<ShownEntry> = {},
): ShownEntry => ({
  ...{
    segment,
    start,
    frames,
    sourceStart: 0,
    speed: 1,
    fit: 'pad',
    muted: false,
    gain: 1,
    transition: 'cut',
    overlap: 0,
  },
  footage: { kind: 'clip', hash: segment },
  ...more,
});
/** Two shots that are dissolved over 12 frames, and a third behind a cut. */
const film = {
  fps: 24,
  frames: 132,
  entries: [
    entry('a', 0, 72, { transition: 'dissolve', overlap: 12 }),
    entry('b', 60, 48, { sourceStart: 10, speed: 2 }),
    entry('c', 108, 24),
  ],
};

describe('what is seen at a frame', () => {
  it('is one shot, two in a transition, and never none', () => {
    const seen = (frame: number, cuts = false) =>
      layersAt(film, frame, cuts).map(({ entry: { segment } }) => segment);
    expect([0, 59, 60, 71, 72, 107, 108, 131, 500].map((at) => seen(at))).toEqual([
      ['a'],
      ['a'],
      ['a', 'b'],
      ['a', 'b'],
      ['b'],
      ['b'],
      ['c'],
      ['c'],
      ['c'],
    ]);
    expect([60, 65, 66, 71].map((at) => seen(at, true))).toEqual([['a'], ['a'], ['b'], ['b']]);
    expect(layersAt(film, 60).map(({ progress }) => progress)).toEqual([1 / 13, 1 / 13]);
    expect(layersAt(film, 71)[0]?.progress).toBeCloseTo(12 / 13);
    expect(layersAt({ fps: 24, entries: [] }, 0)).toEqual([]);
    expect(entryAt(film.entries, 107)).toBe(1);
  });

  it('is found in the middle of the frame, at the speed that it is shown', () => {
    expect(sourceTime(entry('b', 60, 48, { sourceStart: 10, speed: 2 }), 60, 24)).toBeCloseTo(
      (10.5 / 24) * 2,
    );
    expect(sourceTime(entry('a', 0, 72), 5.9, 24)).toBeCloseTo(5.5 / 24);
  });

  it('has a seam to the next one, and the last to the one before', () => {
    expect(seamOf(film, 'a')).toMatchObject({
      before: { segment: 'a' },
      after: { segment: 'b' },
      range: { from: 24, to: 108 },
    });
    expect(seamOf(film, 'b')?.range).toEqual({ from: 72, to: 132 });
    expect(seamOf(film, 'c')?.range).toEqual(seamOf(film, 'b')?.range);
    expect(seamOf({ ...film, entries: film.entries.slice(0, 1) }, 'a')).toBeUndefined();
    expect(rangeOf(film, 'none')).toBeUndefined();
  });

  it('looks in each transition as it is drawn: both shots at its ends, and never more than there is', () => {
    for (const transition of [
      'dissolve',
      'wipe-left',
      'slide-right',
      'fade-to-black',
      'circle-open',
      'hblur',
    ]) {
      for (const progress of [0.02, 0.5, 0.98]) {
        const [lower, upper] = [lookAt(transition, progress, false), lookAt(transition, progress, true)];
        expect((lower.opacity ?? 1) + (upper.opacity ?? 1), transition).toBeGreaterThan(0);
        expect(upper, transition).not.toEqual({});
      }
    }
    expect(lookAt('wipe-left', 0.25, true).clip).toBe('inset(0 0 0 75.00%)');
    expect(lookAt('fade-to-white', 0.5, true).cover).toEqual({ colour: 'white', share: 1 });
  });
});

describe('the address of the page', () => {
  it('says what is looked at, and leads back to it', () => {
    const looking = { mode: 'wipe', segment: 'door', takes: [2, 1], frame: 120 } as const;
    expect(toAddress(looking)).toBe('#segment=door&takes=2.1&frame=120&mode=wipe');
    expect(fromAddress(toAddress(looking))).toEqual(looking);
  });

  it('is believed only where it makes sense', () => {
    expect(fromAddress('#mode=constructor&frame=-1&takes=x.0.1.2.3.4.5&segment=%3Cscript%3E')).toEqual({
      mode: 'film',
      segment: '<script>',
      takes: [1, 2, 3, 4],
      frame: 0,
    });
    expect(fromAddress('')).toEqual({ mode: 'film', segment: '', takes: [], frame: 0 });
  });
});

describe('how a prompt changed', () => {
  const told = (before: string, after: string) =>
    wordDiff(before, after).map(({ kind, text }) => `${kind} ${text}`);
  it('is told by words, and by signs where a script has no spaces', () => {
    expect(told('A red door opens', 'A blue door opens slowly')).toEqual([
      'same A ',
      'gone red ',
      'new blue ',
      'same door ',
      'gone opens',
      'new opens slowly',
    ]);
    expect(told('門が開く', '門が閉じる')).toEqual(['same 門が', 'gone 開く', 'new 閉じる']);
    expect(told('', 'x')).toEqual(['new x']);
    expect(told('same', 'same')).toEqual(['same same']);
  });

  it('gives both texts back, whatever they are', () => {
    const [before, after] = ['a b  c\nd </script> e', 'a  c\nd e f'];
    const parts = wordDiff(before, after);
    expect(
      parts
        .filter(({ kind }) => kind !== 'new')
        .map(({ text }) => text)
        .join(''),
    ).toBe(before);
    expect(
      parts
        .filter(({ kind }) => kind !== 'gone')
        .map(({ text }) => text)
        .join(''),
    ).toBe(after);
    expect(wordDiff('a '.repeat(5000), 'b '.repeat(5000))).toHaveLength(2);
  });
});

it('notes of a copy are a file that is read as any other', () => {
  const note = {
    id: 'x',
    segment: 'door',
    frame: 3,
    text: 'A "quote"\n# and more: }',
    when: '2026-11-28T10:00:00Z',
  };
  expect(notesAsText([note], 'film.storyboard.yaml')).toBe(
    '# Notes on film.storyboard.yaml.\nnotes:\n  - {"segment":"door","frame":3,"text":"A \\"quote\\"\\n# and more: }","when":"2026-11-28T10:00:00Z"}\n',
  );
});
