import type { CanvasKit } from 'canvaskit-wasm';
import { expect, test } from 'vitest';
import { canvasKit } from '../../../src/media/drawing/canvaskit.ts';
import { drawShapes } from '../../../src/media/drawing/draw-shapes.ts';
import { typeset } from '../../../src/media/drawing/typeset.ts';

const size = { width: 1920, height: 1080 };
/** Of one picture, in bytes. */
const picture = size.width * size.height * 4;

const text = { kind: 'text', box: { x: 0, y: 0, ...size }, em: { most: 40, least: 12 } } as const;

/** In bytes. */
function memoryOf(kit: CanvasKit): number {
  const one = kit.Malloc(Uint8Array, 1);
  const { byteLength } = one.toTypedArray().buffer;
  kit.Free(one);
  return byteLength;
}

/** The engine's memory never shrinks, and its address space ends at 4 GB. */
test.each([
  [
    'words',
    () => typeset({ size, items: [{ ...text, spans: [{ text: 'Fin', color: '#ffffff' }] }] }, 'rgba'),
  ],
  ['a drawing', () => drawShapes({ size, middle: [0, 0], scale: 1, shapes: [] })],
])('%s leaves nothing in the memory of the drawing engine', async (_, draw) => {
  const kit = await canvasKit();
  for (let i = 0; i < 3; i++) await draw();
  const before = memoryOf(kit);
  for (let i = 0; i < 24; i++) await draw();
  expect(memoryOf(kit) - before).toBeLessThan(picture * 5);
});
