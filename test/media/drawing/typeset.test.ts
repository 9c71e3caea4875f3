import { writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Item, Sheet, TextItem } from '../../../src/media/drawing/sheet.ts';
import { cutsText, missingLetters, typeset } from '../../../src/media/drawing/typeset.ts';
import { probe } from '../../../src/media/probe.ts';
import { type Samples, samples } from '../../rig/samples.ts';

const size = { width: 320, height: 180 };
const box = { x: 20, y: 20, width: 280, height: 140 };
const said = (text: string, more: Partial<TextItem> = {}): Sheet => ({
  size,
  background: '#000000',
  items: [{ kind: 'text', box, spans: [{ text, color: '#ffffff' }], em: { most: 40, least: 12 }, ...more }],
});

/** Where there is ink: brightness above half, by row and column. */
async function ink(sheet: Sheet) {
  const rgba = await typeset(sheet, 'rgba');
  const dots: { x: number; y: number }[] = [];
  for (let i = 0; i < rgba.length; i += 4) {
    if ((rgba[i] ?? 0) > 127) dots.push({ x: (i / 4) % size.width, y: Math.floor(i / 4 / size.width) });
  }
  const [xs, ys] = [dots.map(({ x }) => x), dots.map(({ y }) => y)];
  return {
    count: dots.length,
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

describe('text', () => {
  test.each([
    ['words', 'One more night.'],
    ['what filters would take for commands', `%{pts} 100% \\ ' : , ; [in] = " $(id)`],
    ['emoji', '🎬🦊🥖'],
    ['Arabic', 'تفضّلي، لسّه سخن!'],
    ['Hebrew', 'שלום עולם'],
    ['Japanese', '夜の灯台に、船が帰る。「おかえり」'],
    ['Chinese', '灯塔在黄昏时分亮起——海浪拍打着礁石。'],
    ['traditional Chinese', '臺灣的燈塔，ㄅㄆㄇ：國家與龍。'],
    ['Korean', '등대에 불이 켜지고 배가 돌아온다.'],
  ])('%s leave ink, all of it inside the box', async (_, text) => {
    const found = await ink(said(text));
    expect(found.count).toBeGreaterThan(100);
    expect(found.left).toBeGreaterThanOrEqual(box.x - 2);
    expect(found.right).toBeLessThan(box.x + box.width + 2);
    expect(found.bottom).toBeLessThan(box.y + box.height);
  });

  test('no character is shown by a box where a shipped font has it', async () => {
    const glyphs = await Promise.all(
      ['🎬', '🦊', 'م', 'ש', '%', '漢', '汉', '한', 'か', 'ㄅ', '！'].map((text) => typeset(said(text))),
    );
    expect(new Set(glyphs.map((png) => Buffer.from(png).toString('base64'))).size).toBe(glyphs.length);
  });

  test('an ideograph has the shape that it has in the country of the letters beside it', async () => {
    const shapes = await Promise.all(['直が', '직直', '直这', 'ㄅ直'].map((text) => typeset(said(text))));
    expect(new Set(shapes.map((png) => Buffer.from(png).toString('base64'))).size).toBe(shapes.length);
    expect(await missingLetters(said('夜の灯台に。灯塔亮起——臺灣的燈塔，ㄅㄆㄇ：등대에 불이'))).toEqual([]);
  });

  test('emoji have their colours, and signs of a text do not', async () => {
    const coloured = async (text: string) => {
      const rgba = await typeset(said(text), 'rgba');
      let dots = 0;
      for (let i = 0; i < rgba.length; i += 4) {
        const [r = 0, g = 0, b = 0] = rgba.subarray(i, i + 3);
        if (Math.max(r, g, b) - Math.min(r, g, b) > 60) dots += 1;
      }
      return dots;
    };
    expect(await coloured('🦊')).toBeGreaterThan(200);
    expect(await coloured('☀️')).toBeGreaterThan(200);
    for (const text of ['☀ © ™ 1 #', '漢字', 'fox']) expect(await coloured(text)).toBe(0);
  });

  test('no line of East Asian text begins with a mark that ends a sentence', async () => {
    // Eight letters fill a line: the mark after them takes the last one along.
    const em = { most: 35, least: 35 };
    const [full, marked] = await Promise.all([
      ink(said('あいうえおかきく', { em })),
      ink(said('あいうえおかきく。', { em })),
    ]);
    expect(full.bottom - full.top).toBeLessThan(35);
    expect(marked.bottom - marked.top).toBeGreaterThan(50);
    expect(marked.right).toBeLessThan(full.right - 20);
  });

  test('lines are as high with East Asian letters as without', async () => {
    const em = { most: 30, least: 30 };
    const [latin, eastern] = await Promise.all([ink(said('H\nH\nH', { em })), ink(said('H\n漢\nH', { em }))]);
    expect(eastern.bottom).toBe(latin.bottom);
  });

  test('right-to-left text begins at the right', async () => {
    expect((await ink(said('שלום'))).right).toBeGreaterThan(box.x + box.width - 12);
    expect((await ink(said('hello'))).left).toBeLessThan(box.x + 12);
  });

  test('shrinks to fit, and ends with an ellipsis where even the smallest is too large', async () => {
    const [short, long, endless] = await Promise.all([
      ink(said('x')),
      ink(said('word '.repeat(40))),
      ink(said('word '.repeat(8000))),
    ]);
    expect(short.bottom).toBeGreaterThan(box.y + 20);
    expect(long.bottom).toBeLessThan(box.y + box.height);
    expect(endless.bottom).toBeLessThan(box.y + box.height);
    const cut = await typeset(said('word '.repeat(8000)), 'rgba');
    expect(Buffer.compare(cut, await typeset(said('word '.repeat(9000)), 'rgba'))).toBe(0);
  });

  test('keeps to its lines', async () => {
    const one = await ink(said('a slate that is much too long for one line of this box', { lines: 1 }));
    expect(one.bottom - one.top).toBeLessThan(24);
  });

  test('breaks no word that can be set smaller', async () => {
    const long = await ink(said('Donaudampfschifffahrtsgesellschaft', { em: { most: 80, least: 8 } }));
    expect(long.bottom - long.top).toBeLessThan(30);
    expect(long.right).toBeLessThan(box.x + box.width + 2);
  });

  test('with a word that nothing makes narrow enough is broken as large as it fits', async () => {
    const word = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(2);
    const found = await ink(said(word, { em: { most: 40, least: 12 } }));
    expect(found.bottom - found.top).toBeGreaterThan(80);
    expect(found.right).toBeLessThan(box.x + box.width + 2);
  });

  test('of more lines than there is room for is set as one, and shows more of itself', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `Line ${i}`);
    expect(await cutsText(said(lines.slice(0, 9).join('\n')))).toBe(false);
    const many = said(lines.join('\n'));
    expect(await cutsText(many)).toBe(false);
    expect((await ink(many)).right).toBeGreaterThan(box.x + box.width * 0.8);
    expect(await cutsText(said(lines.join('\n').repeat(9)))).toBe(true);
    expect(await cutsText(said(lines.join('\n').repeat(9), { lines: 1 }))).toBe(false);
  });

  test.each([
    ['from the left', 'hello', 'start'],
    ['from the right', 'שלום', 'start'],
    ['from the left, at its end', 'hello', 'end'],
    ['from the right, at its end', 'שלום', 'end'],
    ['from the right, in the middle', 'שלום', 'center'],
  ] as const)('that is read %s has its plate under it', async (_, text, align) => {
    const backing = { color: '#ffffff', beside: 0.4, above: 0.1, radius: 0 };
    const [letters, plate] = await Promise.all([
      ink(said(text, { align })),
      ink(said(text, { align, spans: [{ text, color: '#000000' }], backing })),
    ]);
    expect(letters.left - plate.left).toBeGreaterThan(10);
    expect(plate.right - letters.right).toBeGreaterThan(10);
    expect(letters.left - plate.left).toBeLessThan(26);
  });

  test('balanced is set in lines of about one length, and no more of them', async () => {
    const text = 'eight little words and then one more alone';
    const [loose, even] = await Promise.all([
      ink(said(text, { em: { most: 30, least: 30 }, align: 'center' })),
      ink(said(text, { em: { most: 30, least: 30 }, align: 'center', balanced: true })),
    ]);
    expect(even.right - even.left).toBeLessThan(loose.right - loose.left);
    expect(even.bottom).toBe(loose.bottom);
    expect(Math.abs(even.left + even.right - size.width)).toBeLessThan(4);
  });

  test('with an outline has it under and around its letters', async () => {
    const [plain, outlined] = await Promise.all([
      ink(said('x')),
      ink(said('x', { outlines: [{ color: '#ffffff', width: 0.1 }] })),
    ]);
    expect(outlined.left).toBeLessThan(plain.left);
    expect(outlined.bottom).toBeGreaterThan(plain.bottom);
    const [light, dark] = await Promise.all([
      ink(said('x')),
      ink(said('x', { outlines: [{ color: '#000000', width: 0.1, blur: 0.1 }] })),
    ]);
    expect(dark.count).toBe(light.count);
  });

  test('tells the letters that no font has, each once, in order', async () => {
    expect(await missingLetters(said('a 𰀁 b 𰀀 𰀁 🎬 م'))).toEqual(['𰀁', '𰀀']);
    expect(await missingLetters(said('\u200d\ufe0f\u0007 all here'))).toEqual([]);
  });

  test('stands where it is told to', async () => {
    const [top, bottom] = await Promise.all([ink(said('x')), ink(said('x', { stand: 'bottom' }))]);
    expect(bottom.top).toBeGreaterThan(top.bottom);
    const [start, end] = await Promise.all([ink(said('x')), ink(said('x', { align: 'end' }))]);
    expect(end.left).toBeGreaterThan(start.right);
  });

  test('of any characters is drawn, and the same text gives the same bytes', async () => {
    const text = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(text, async (any) => {
        const [once, again] = [await typeset(said(any), 'rgba'), await typeset(said(any), 'rgba')];
        expect(Buffer.compare(once, again)).toBe(0);
      }),
      { numRuns: 25 },
    );
  });
});

test('ideographs have the shapes of the other texts of their sheet', async () => {
  const sheet = said('直海');
  const beside = (text: string): Sheet => {
    const unseen = {
      kind: 'text',
      box,
      spans: [{ text, color: '#00000000' }],
      em: { most: 12, least: 12 },
    } as const;
    return { ...sheet, items: [...sheet.items, unseen] };
  };
  const [plain, japanese, given] = await Promise.all(
    [sheet, beside('うみ'), { ...sheet, region: 'jp' as const }].map((one) => typeset(one, 'rgba')),
  );
  expect(Buffer.compare(japanese ?? new Uint8Array(), given ?? new Uint8Array())).toBe(0);
  expect(Buffer.compare(japanese ?? new Uint8Array(), plain ?? new Uint8Array())).not.toBe(0);
});

describe('a sheet', () => {
  let here: Samples;
  beforeAll(async () => {
    here = await samples();
  });
  afterAll(() => here.remove());

  test('is a PNG of its size, transparent where there is nothing', async () => {
    const fill: Item = { kind: 'fill', box: { x: 0, y: 0, width: 10, height: 10 }, color: '#ff8800' };
    await writeFile(here.path('sheet.png'), await typeset({ size, items: [fill] }));
    expect(await probe(here.path('sheet.png'))).toEqual({
      ok: true,
      value: { kind: 'image', format: 'png', size },
    });
    const rgba = await typeset({ size, items: [fill] }, 'rgba');
    expect([...rgba.subarray(0, 4)]).toEqual([255, 136, 0, 255]);
    expect([...rgba.subarray(40, 44)]).toEqual([0, 0, 0, 0]);
  });

  test('shows an image over all of its box, and leaves out one that cannot be decoded', async () => {
    const red = await typeset({ size: { width: 40, height: 10 }, background: '#ff0000', items: [] });
    const shown = (bytes: Uint8Array): Sheet => ({
      size,
      background: '#000000',
      items: [{ kind: 'image', box: { x: 100, y: 50, width: 60, height: 60 }, bytes }],
    });
    expect((await ink(shown(red))).count).toBe(3600);
    expect((await ink(shown(new Uint8Array([1, 2, 3])))).count).toBe(0);
  });
});
