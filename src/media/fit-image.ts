import { type Size, sameSize } from '../core/frames.ts';
import { err, ok, type Result } from '../core/result.ts';
import { type ImageHeader, imageHeader } from './image-header.ts';

export interface FittedImage {
  readonly format: ImageHeader['format'];
  readonly bytes: Uint8Array;
}

/**
 * An image of exactly this size, upright. One that already fits is returned unchanged; any other is scaled to cover the size,
 * cropped around the middle, and returned as a PNG. The same image gives the same bytes. The error says why it can't be used.
 */
export async function fitImage(bytes: Buffer, size: Size): Promise<Result<FittedImage, string>> {
  const header = imageHeader(bytes);
  if (header?.size === undefined) return err('it is not a PNG, JPEG or WebP image, or it is damaged');
  const { value = 1 } = header.orientation ?? {};
  if (value === 1 && sameSize(header.size, size)) return ok({ format: header.format, bytes });
  const { canvasKit, withScope } = await import('./drawing/canvaskit.ts');
  const kit = await canvasKit();
  const decodes = await withScope(async (keep) => {
    const image = kit.MakeImageFromEncoded(bytes);
    return image !== null && keep(image).width() > 0;
  });
  if (!decodes) return err("it can't be decoded");
  const { typeset } = await import('./drawing/typeset.ts');
  const box = { x: 0, y: 0, ...size };
  return ok({ format: 'png', bytes: await typeset({ size, items: [{ kind: 'image', box, bytes }] }) });
}
