import { expect, test } from 'vitest';
import type { TextItem } from '../../../src/media/drawing/sheet.ts';
import { layoutOf } from '../../../src/media/drawing/stand-in-layout.ts';
import { letter } from '../../../src/providers/animatic/lettering.ts';
import { paletteFor } from '../../../src/providers/animatic/palette.ts';
import { readPrompt } from '../../../src/sketch/prompt-parts.ts';

/** The texts of a slate bar: what was asked for, whose time it is, and the signs of that. */
function slate(width: number, height: number) {
  const layout = layoutOf({ width, height });
  const palette = paletteFor('Sea', 1);
  const words = {
    signs: '0123456789:',
    slate: 'ANIMATIC',
    shot: readPrompt('Sea'),
    spoken: [],
    references: [],
    palette,
  };
  const texts = letter(words, layout).sheet.items.filter((item): item is TextItem => item.kind === 'text');
  const [asked, whose, ...signs] = texts;
  if (!asked || !whose) throw new Error('a slate has two texts');
  return { layout, asked, whose, signs: signs.slice(0, 11) };
}

test.each([
  [1280, 720],
  [360, 640],
  [64, 64],
])(
  "a clip's own time says whose it is, and is hardly larger and no brighter than the slate: %ix%i",
  (width, height) => {
    const { layout, asked, whose, signs } = slate(width, height);
    expect(whose.spans[0]?.text).toBe('clip');
    expect(whose.box.x).toBeGreaterThanOrEqual(asked.box.x + asked.box.width - 1e-6);
    // Eight signs or nine, where there are more than 100 frames a second, begin behind it.
    expect(whose.box.x + whose.box.width).toBeLessThan(width - layout.margin - 9 * layout.digit);
    for (const { spans, em } of signs) {
      expect(spans[0]?.color).toBe(asked.spans[0]?.color);
      expect(em.most).toBeLessThanOrEqual(Math.max(6, 1.1 * asked.em.most));
    }
  },
);
