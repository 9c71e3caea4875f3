import { describe, expect, it } from 'vitest';
import { canvasKit } from '../../src/media/drawing/canvaskit.ts';
import { typeset } from '../../src/media/drawing/typeset.ts';
import { fitImage } from '../../src/media/fit-image.ts';
import { imageHeader } from '../../src/media/image-header.ts';

/** Red, with a blue middle that is as wide as it is high. */
async function picture(width: number, height: number): Promise<Buffer> {
  const middle = { x: (width - height) / 2, y: 0, width: height, height };
  return Buffer.from(
    await typeset({
      size: { width, height },
      background: '#ff0000',
      items: [{ kind: 'fill', box: middle, color: '#0000ff' }],
    }),
  );
}

describe('an image that has to have a size', () => {
  it('stays as it is where it has it', async () => {
    const bytes = await picture(128, 64);
    expect(await fitImage(bytes, { width: 128, height: 64 })).toEqual({
      ok: true,
      value: { format: 'png', bytes },
    });
  });

  it('is scaled to cover it and cropped around the middle, the same each time', async () => {
    const bytes = await picture(300, 100);
    const fitted = await fitImage(bytes, { width: 64, height: 64 });
    if (!fitted.ok) throw new Error(fitted.error);
    expect(imageHeader(Buffer.from(fitted.value.bytes))).toEqual({
      format: 'png',
      size: { width: 64, height: 64 },
    });
    expect(await fitImage(bytes, { width: 64, height: 64 })).toEqual(fitted);
    // Where the crop begins, scaling lets a trace of the red beside it in.
    for (const [red = 255] of await colours(fitted.value.bytes)) expect(red).toBeLessThan(10);
  });

  it('is refused where it is none', async () => {
    const png = await picture(64, 64);
    const damaged = Buffer.concat([png.subarray(0, 40), Buffer.alloc(20), png.subarray(60)]);
    expect(await fitImage(Buffer.from('GIF89a'), { width: 64, height: 64 })).toMatchObject({ ok: false });
    expect(await fitImage(damaged, { width: 32, height: 32 })).toMatchObject({ ok: false });
  });
});

async function colours(png: Uint8Array): Promise<number[][]> {
  const kit = await canvasKit();
  const image = kit.MakeImageFromEncoded(png);
  const pixels = image?.readPixels(0, 0, {
    width: image.width(),
    height: image.height(),
    colorType: kit.ColorType.RGBA_8888,
    alphaType: kit.AlphaType.Unpremul,
    colorSpace: kit.ColorSpace.SRGB,
  });
  image?.delete();
  const all: number[][] = [];
  for (let at = 0; pixels && at < pixels.length; at += 4) all.push([...pixels.slice(at, at + 3)]);
  expect(all).toHaveLength(64 * 64);
  return all;
}
