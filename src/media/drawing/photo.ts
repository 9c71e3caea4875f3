import type { Canvas, CanvasKit, Image } from 'canvaskit-wasm';
import type { Size } from '../../core/frames.ts';
import { withoutOrientation } from '../exif.ts';
import { imageHeader } from '../image-header.ts';
import { canvasKit, type Keep, surfaceOf, withScope } from './canvaskit.ts';
import type { Box } from './sheet.ts';

/** Decodes a PNG, JPEG or WebP, upright. Undefined if it can't be decoded. */
export function openPhoto(kit: CanvasKit, bytes: Uint8Array, keep: Keep): Image | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = imageHeader(file)?.orientation;
  // The engine honours the orientation in some formats only, so it is removed before decoding.
  const lying = withoutOrientation(file, tag);
  const decoded = kit.MakeImageFromEncoded(lying);
  if (!decoded) return undefined;
  const stored = keep(decoded);
  if (!isWhole(kit, lying, stored)) return undefined;
  const turn = turns[tag?.value ?? 1];
  if (!turn) return stored;
  const [width, height] = [stored.width(), stored.height()];
  const size = turn.onItsSide ? { width: height, height: width } : { width, height };
  return drawn(kit, size, undefined, keep, (canvas) => {
    canvas.concat(turn.matrix(width, height));
    canvas.drawImage(stored, 0, 0);
  });
}

/** If only the header is intact, the engine returns an empty image. */
function isWhole(kit: CanvasKit, file: Uint8Array, decoded: Image): boolean {
  if (decoded.width() === 0) return false;
  const [, , , alpha = 0] = pixelsOf(kit, decoded, { width: 1, height: 1 });
  if (alpha > 0) return true;
  const strict = kit.MakeAnimatedImageFromEncoded(file);
  strict?.delete();
  return strict !== null;
}

interface Turn {
  readonly onItsSide: boolean;
  /** From stored to shown coordinates, in row-major order. */
  matrix(width: number, height: number): number[];
}

/** By EXIF's numbers. 1 needs no turn. */
const turns: Readonly<Record<number, Turn>> = {
  2: { onItsSide: false, matrix: (w) => [-1, 0, w, 0, 1, 0, 0, 0, 1] },
  3: { onItsSide: false, matrix: (w, h) => [-1, 0, w, 0, -1, h, 0, 0, 1] },
  4: { onItsSide: false, matrix: (_, h) => [1, 0, 0, 0, -1, h, 0, 0, 1] },
  5: { onItsSide: true, matrix: () => [0, 1, 0, 1, 0, 0, 0, 0, 1] },
  6: { onItsSide: true, matrix: (_, h) => [0, -1, h, 1, 0, 0, 0, 0, 1] },
  7: { onItsSide: true, matrix: (w, h) => [0, -1, h, -1, 0, w, 0, 0, 1] },
  8: { onItsSide: true, matrix: (w) => [0, 1, 0, -1, 0, w, 0, 0, 1] },
};

/** What to print of a photo. */
export interface Print {
  /** The part to print, in whole pixels as shown. */
  readonly region: Box;
  /** How often width and height are halved; each pixel is then the mean of four. */
  readonly halvings: number;
  /** `#rrggbb`, behind transparent parts. */
  readonly ground: string;
}

export const printSize = ({ region, halvings }: Print): Size => {
  const shrunk = (pixels: number): number => Math.max(1, Math.round(pixels / 2 ** halvings));
  return { width: shrunk(region.width), height: shrunk(region.height) };
};

/**
 * A photo as rows of sRGB from the top, four bytes per pixel, upright and opaque. The same photo gives the same bytes.
 * Undefined if it can't be decoded.
 */
export async function printPhoto(bytes: Uint8Array, print: Print): Promise<Uint8Array | undefined> {
  const kit = await canvasKit();
  return withScope(async (keep) => {
    const photo = openPhoto(kit, bytes, keep);
    if (!photo) return undefined;
    let image = photo;
    let { region } = print;
    for (let halved = Math.min(1, print.halvings); ; halved++) {
      const size = printSize({ ...print, halvings: halved });
      const from = kit.XYWHRect(region.x, region.y, region.width, region.height);
      const to = kit.XYWHRect(0, 0, size.width, size.height);
      const paint = keep(new kit.Paint());
      const source = image;
      image = drawn(kit, size, print.ground, keep, (canvas) => {
        canvas.drawImageRectOptions(source, from, to, kit.FilterMode.Linear, kit.MipmapMode.None, paint);
      });
      region = { x: 0, y: 0, ...size };
      if (halved >= print.halvings) return pixelsOf(kit, image, size);
    }
  });
}

function drawn(
  kit: CanvasKit,
  size: Size,
  ground: string | undefined,
  keep: Keep,
  draw: (canvas: Canvas) => void,
): Image {
  const surface = surfaceOf(kit, size, keep);
  const canvas = surface.getCanvas();
  canvas.clear(ground === undefined ? kit.TRANSPARENT : kit.parseColorString(ground));
  draw(canvas);
  surface.flush();
  return keep(surface.makeImageSnapshot());
}

/** Beginning at the top left corner. */
function pixelsOf(kit: CanvasKit, image: Image, size: Size): Uint8Array {
  const pixels = image.readPixels(0, 0, {
    ...{ ...size, colorType: kit.ColorType.RGBA_8888 },
    ...{ alphaType: kit.AlphaType.Unpremul, colorSpace: kit.ColorSpace.SRGB },
  });
  if (!(pixels instanceof Uint8Array)) throw new Error('the photo could not be read back');
  return pixels;
}
