import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Event } from '../../../src/core/event.ts';
import type { Size } from '../../../src/core/frames.ts';
import { ok } from '../../../src/core/result.ts';
import { readAsset } from '../../../src/media/asset.ts';
import type { Sheet } from '../../../src/media/drawing/sheet.ts';
import { typeset } from '../../../src/media/drawing/typeset.ts';
import { imageHeader } from '../../../src/media/image-header.ts';
import type { ShownWords } from '../../../src/planner/plan.ts';
import { cardSheet, drawCard, slateFor } from '../../../src/stitch/picture/card.ts';
import type { Drawing } from '../../../src/stitch/picture/draw-still.ts';
import { drawWords, wordsSheet } from '../../../src/stitch/picture/words.ts';
import { emOf, zonesOf } from '../../../src/stitch/picture/zones.ts';
import { testTools } from '../../rig/tools.ts';
import { shownCaption } from '../../rig/words.ts';
import { shotOf, standIn } from './shot.ts';

const wide: Size = { width: 384, height: 216 };
const tall: Size = { width: 216, height: 384 };
const card = (text: string) => ({ text, background: '#101014', color: '#f4efe6' });

const lowest = (size: Size) => zonesOf(shotOf(size), size).bottom;

const texts = [
  ['a word', 'Fin'],
  ['a sentence', 'The camera rises along the tower wall to the lamp room, slowly'],
  ['a paragraph', 'He climbed the tower every night for forty-one years. '.repeat(6)],
  ['more than anyone reads', 'word '.repeat(2000)],
  ['what filters would take for commands', `100% 'sure': "it's" \\n %{pts}, [in]; C:\\temp`],
  ['Arabic', 'تفضّلي، لسّه سخن!'],
  ['Hebrew', 'שלום עולם'],
  ['emoji', '🎬 Action! 🦊🥖'],
  ['several lines', 'First\nsecond, longer\nthird'],
] as const;

/** Where anything is drawn: the box around it, and how much of each row. */
async function ink(sheet: Sheet, differs: (pixel: Uint8Array) => boolean) {
  const { width, height } = sheet.size;
  const rgba = await typeset(sheet, 'rgba');
  const rows = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => x).filter((x) => {
      const i = 4 * (y * width + x);
      return differs(rgba.subarray(i, i + 4));
    }),
  );
  const inked = rows.flatMap((row, y) => (row.length > 0 ? [y] : []));
  return {
    top: Math.min(...inked),
    bottom: Math.max(...inked),
    left: Math.min(...rows.map((row) => row[0] ?? width)),
    right: Math.max(...rows.map((row) => row.at(-1) ?? 0)),
  };
}

const opaque = ([, , , alpha = 0]: Uint8Array): boolean => alpha > 128;
const light = ([red = 0]: Uint8Array): boolean => red > 128;

describe.each([
  ['wide', wide],
  ['tall', tall],
])('in a %s frame', (_, size) => {
  test.each(texts)('%s as a caption keeps to the lower third and to the margins', async (_, text) => {
    const found = await ink(wordsSheet(shownCaption(text, 1), lowest(size), size), opaque);
    expect(found.top).toBeGreaterThan(size.height * 0.6);
    expect(found.bottom).toBeLessThan(size.height * 0.95);
    expect(found.left).toBeGreaterThan(size.width * 0.07);
    expect(found.right).toBeLessThan(size.width * 0.93);
    expect(Math.abs(found.left + found.right - size.width)).toBeLessThan(size.width * 0.05);
  });

  test.each(texts)('%s on a card stands in the middle, with air around it', async (_, text) => {
    const found = await ink(cardSheet(card(text), size), light);
    expect(found.left).toBeGreaterThan(size.width * 0.06);
    expect(found.right).toBeLessThan(size.width * 0.94);
    expect(Math.abs(found.top + found.bottom - size.height)).toBeLessThan(size.height * 0.06);
    expect(Math.abs(found.left + found.right - size.width)).toBeLessThan(size.width * 0.06);
  });
});

test('a caption of several lines has letters as large as one of a single line, in any shape and on stand-ins', async () => {
  const longer =
    'One more night on this rock, he said, and then another, and then forty long years of them, all foggy';
  for (const [frame, footage] of [
    [wide, wide],
    [tall, tall],
    [tall, wide],
  ] as const) {
    const shot = shotOf(footage, { footage: standIn, words: [shownCaption(longer, 1)] });
    const { bottom } = zonesOf(shot, frame);
    const heights = await Promise.all(
      ['One, foggy', longer].map(async (text) => {
        const found = await ink(wordsSheet(shownCaption(text, 1), bottom, frame), opaque);
        return found.bottom - found.top;
      }),
    );
    // Each further line is as high as the letters of one and what is between two.
    const [one = 0, all = 0] = heights;
    const line = Math.round(emOf(frame) * 1.25);
    expect((all - one) / line).toBeGreaterThan(0.9);
    expect(Math.abs(((all - one) / line) % 1)).toBeLessThan(0.25);
  }
});

test('a caption has a dark edge around light letters', async () => {
  const rgba = await typeset(wordsSheet(shownCaption('Cape Wrath, 1911', 1), lowest(wide), wide), 'rgba');
  const pixels = Array.from({ length: rgba.length / 4 }, (_, i) => rgba.subarray(4 * i, 4 * i + 4));
  const letters = pixels.filter((pixel) => opaque(pixel) && light(pixel));
  const edge = pixels.filter((pixel) => opaque(pixel) && !light(pixel));
  expect(letters.length).toBeGreaterThan(100);
  expect(edge.length).toBeGreaterThan(letters.length / 2);
});

test('dark letters have a light edge, and on a plate none', async () => {
  const looks = (style: Partial<ShownWords['style']>) => {
    const words = shownCaption('Cape Wrath', 1);
    const [item] = wordsSheet({ ...words, style: { ...words.style, ...style } }, lowest(wide), wide).items;
    return item?.kind === 'text' ? [item.outlines?.[0]?.color, item.backing?.color] : [];
  };
  expect(looks({ color: '#101014' })).toEqual(['#ffffff80', undefined]);
  expect(looks({ background: '#7a1f1f' })).toEqual([undefined, '#7a1f1fd8']);
});

test('a plate lies behind all letters of a text, and reaches beyond them', async () => {
  const words = shownCaption('One more night on this rock, and another, and another', 1);
  const bare = await ink(
    wordsSheet(words, lowest(wide), wide),
    ([red = 0, , , alpha = 0]) => alpha > 128 && red > 200,
  );
  const plate = { ...words, style: { ...words.style, background: '#7a1f1f' } };
  const found = await ink(wordsSheet(plate, lowest(wide), wide), opaque);
  expect([found.left < bare.left, found.right > bare.right]).toEqual([true, true]);
  expect([found.top < bare.top, found.bottom > bare.bottom]).toEqual([true, true]);
});

test('a name stands at the left, a title in the middle', async () => {
  const title = (position: ShownWords['position']) => {
    const words = shownCaption('Ada Berg\nlighthouse keeper', 1, { kind: 'title', position });
    return ink(wordsSheet(words, zonesOf(shotOf(wide), wide)[position], wide), opaque);
  };
  const [name, middle] = [await title('bottom'), await title('middle')];
  expect(name.right).toBeLessThan(wide.width * 0.6);
  expect(Math.abs(middle.left + middle.right - wide.width)).toBeLessThan(wide.width * 0.05);
});

test('nothing is written over what a slate says', () => {
  const words = (['bottom', 'middle', 'top'] as const).map((position) => shownCaption('A', 24, { position }));
  const { entry } = shotOf(wide, { words });
  const missing = { ...entry, footage: { kind: 'clip', job: 'a', fingerprint: 'a' } } as const;
  expect(slateFor(missing).words?.map(({ position }) => position)).toEqual(['bottom', 'top']);
  expect(slateFor(entry)).toBe(entry);
});

describe('a drawing', () => {
  let folder: string;
  let room: Drawing;
  const events: Event[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storycut-words-'));
    events.length = 0;
    room = {
      tools: await testTools(),
      film: {},
      bring: async (hash) => ok(join(folder, hash)),
      cacheFolder: join(folder, 'cache'),
      readAsset,
      used: new Map(),
      asked: new Set(),
      workFolder: join(folder, 'work'),
      emit: (event) => void events.push(event),
      signal: new AbortController().signal,
    };
    await mkdir(join(folder, 'work', 'stitch'), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('is a PNG of the size of the film, made once', async () => {
    const file = await drawCard(card('Fin'), wide, 'end', room);
    expect(imageHeader(await readFile(file))).toEqual({ format: 'png', size: wide });
    const { mtimeMs } = await stat(file);
    expect(await drawCard(card('Fin'), wide, 'other', room)).toBe(file);
    expect((await stat(file)).mtimeMs).toBe(mtimeMs);
    const others = [drawCard(card('Fine'), wide, 'end', room), drawCard(card('Fin'), tall, 'end', room)];
    expect(new Set([file, ...(await Promise.all(others))]).size).toBe(3);
    expect(await readdir(join(folder, 'work', 'stitch'))).toEqual([]);
    expect(events).toEqual([]);
  });

  test('has the shapes of the film’s region where the text alone does not tell it', async () => {
    const shapes = [{}, { region: 'jp' }, { region: 'kr' }] as const;
    const draw = (text: string) =>
      Promise.all(shapes.map((film) => drawCard(card(text), wide, 'end', { ...room, film })));
    const bytes = async (files: readonly string[]) =>
      new Set(await Promise.all(files.map((file) => readFile(file, 'base64')))).size;
    expect(await bytes(await draw('直海'))).toBeGreaterThan(1);
    expect(await bytes(await draw('直す'))).toBe(1);
  });

  test('tells which letters nobody here can draw, each once, and of which segment', async () => {
    // Letters that even the fonts for Chinese lack.
    await drawWords(shownCaption('The 𰀀𰀁𰀀 tablet 🎬', 1), lowest(wide), wide, 'tablet', room);
    expect(events).toMatchObject([
      { type: 'notice', diagnostic: { severity: 'warning', code: 'letters-missing', segment: 'tablet' } },
    ]);
    const [told] = events;
    expect(told?.type === 'notice' && told.diagnostic.message).toContain('(𰀀, 𰀁)');
  });

  test('tells that not all of a text is seen, once', async () => {
    const words = shownCaption('He climbed the tower every night. '.repeat(60), 1);
    for (const name of ['tower', 'tower']) await drawWords(words, lowest(wide), wide, name, room);
    await drawWords(shownCaption('Line\n'.repeat(7), 1), lowest(wide), wide, 'lines', room);
    expect(events).toMatchObject([
      { type: 'notice', diagnostic: { severity: 'warning', code: 'words-cut-off', segment: 'tower' } },
    ]);
  });
});
