import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../../src/media/drawing/sheet.ts';
import { layOutContacts } from '../../../src/stitch/previews/contact-layout.ts';

const side = fc.integer({ min: 60, max: 4000 });
const page = fc
  .record({ width: side, height: side })
  .filter(({ width, height }) => Math.max(width, height) <= 3 * Math.min(width, height));
const count = fc.integer({ min: 1, max: 300 });

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('the layout of a contact sheet', () => {
  it('has a place for every picture and its label, none over another or over the edge', () => {
    fc.assert(
      fc.property(page, fc.integer({ min: 1, max: 60 }), (size, n) => {
        const layout = layOutContacts(n, size);
        const boxes = [layout.heading, ...layout.cells.flatMap(({ picture, label }) => [picture, label])];
        expect(layout.cells).toHaveLength(n);
        for (const [i, box] of boxes.entries()) {
          expect(Math.min(box.x, box.y, box.width, box.height)).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(layout.page.width);
          expect(box.y + box.height).toBeLessThanOrEqual(layout.page.height);
          expect(boxes.slice(i + 1).some((other) => overlap(box, other))).toBe(false);
        }
      }),
    );
  });

  it('gives all pictures one size, of the shape of the page', () => {
    fc.assert(
      fc.property(page, count, (size, n) => {
        const [first, ...others] = layOutContacts(n, size).cells.map(({ picture }) => picture);
        if (first === undefined) throw new Error('no picture');
        for (const { width, height } of others) expect([width, height]).toEqual([first.width, first.height]);
        expect(Math.abs((first.width * size.height) / size.width - first.height)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('keeps to the page, and grows downwards only when pictures would get too small', () => {
    fc.assert(
      fc.property(page, count, (size, n) => {
        const layout = layOutContacts(n, size);
        expect(layout.page.width).toBe(size.width);
        expect(layout.page.height).toBeGreaterThanOrEqual(size.height);
        const pictures = layout.cells.map(({ picture }) => picture.width);
        if (layout.page.height > size.height) {
          expect(Math.min(...pictures)).toBeGreaterThanOrEqual(Math.floor(size.width / 14));
        }
      }),
    );
  });

  it('makes pictures of fewer segments no smaller', () => {
    fc.assert(
      fc.property(page, count, (size, n) => {
        const width = (segments: number): number =>
          layOutContacts(segments, size).cells[0]?.picture.width ?? 0;
        expect(width(n)).toBeGreaterThanOrEqual(width(n + 1));
      }),
    );
  });
});
