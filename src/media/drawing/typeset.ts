import type { Canvas, CanvasKit } from 'canvaskit-wasm';
import { unreachable } from '../../core/result.ts';
import { canvasKit, type Keep, surfaceOf, withScope } from './canvaskit.ts';
import { regionOf } from './east-asian.ts';
import { openPhoto } from './photo.ts';
import type { Box, FillItem, ImageItem, Sheet } from './sheet.ts';
import { drawText, isCut, missingIn } from './text.ts';

/**
 * Draws a sheet. The same sheet gives the same bytes. The result is a `png`, or `rgba` rows from the top with four bytes per
 * pixel, not premultiplied, which ffmpeg reads without decoding.
 */
export async function typeset(sheet: Sheet, as: 'png' | 'rgba' = 'png'): Promise<Uint8Array> {
  const kit = await canvasKit();
  return withScope(async (keep) => {
    const { width, height } = sheet.size;
    const surface = surfaceOf(kit, sheet.size, keep);
    const canvas = surface.getCanvas();
    canvas.clear(sheet.background === undefined ? kit.TRANSPARENT : kit.parseColorString(sheet.background));
    const region = regionIn(sheet);
    for (const item of sheet.items) {
      switch (item.kind) {
        case 'text':
          await drawText(kit, canvas, { ...item, region });
          break;
        case 'fill':
          drawFill(kit, canvas, item, keep);
          break;
        case 'image':
          drawImage(kit, canvas, item, keep);
          break;
        default:
          unreachable(item);
      }
    }
    surface.flush();
    const image = keep(surface.makeImageSnapshot());
    const bytes =
      as === 'png'
        ? image.encodeToBytes()
        : image.readPixels(0, 0, {
            ...{ width, height, colorType: kit.ColorType.RGBA_8888 },
            ...{ alphaType: kit.AlphaType.Unpremul, colorSpace: kit.ColorSpace.SRGB },
          });
    if (!(bytes instanceof Uint8Array)) throw new Error('the sheet could not be read back');
    return bytes;
  });
}

/** The characters of a sheet that would be drawn as boxes, because no shipped or system font has them. */
export async function missingLetters(sheet: Sheet): Promise<readonly string[]> {
  const kit = await canvasKit();
  const letters = new Set<string>();
  const region = regionIn(sheet);
  for (const item of sheet.items) {
    if (item.kind !== 'text') continue;
    for (const letter of await missingIn(kit, { ...item, region })) letters.add(letter);
  }
  return [...letters];
}

/** Whether a text of a sheet doesn't fit. Texts with a fixed number of lines are allowed to be cut. */
export async function cutsText(sheet: Sheet): Promise<boolean> {
  const kit = await canvasKit();
  const region = regionIn(sheet);
  for (const item of sheet.items) {
    if (item.kind !== 'text' || item.lines !== undefined) continue;
    if (await isCut(kit, { ...item, region })) return true;
  }
  return false;
}

const regionIn = ({ region, items }: Sheet): Sheet['region'] =>
  region ??
  regionOf(
    items
      .flatMap((item) => (item.kind === 'text' ? item.spans : []))
      .map(({ text }) => text)
      .join('\n'),
  );

function drawFill(kit: CanvasKit, canvas: Canvas, item: FillItem, keep: Keep): void {
  const paint = keep(new kit.Paint());
  paint.setAntiAlias(true);
  paint.setColor(kit.parseColorString(item.color));
  canvas.drawRRect(rounded(kit, item.box, item.radius ?? 0), paint);
}

function drawImage(kit: CanvasKit, canvas: Canvas, item: ImageItem, keep: Keep): void {
  const image = openPhoto(kit, item.bytes, keep);
  if (!image) return;
  const { box } = item;
  const scale = Math.max(box.width / image.width(), box.height / image.height());
  const [width, height] = [box.width / scale, box.height / scale];
  const source = kit.XYWHRect((image.width() - width) / 2, (image.height() - height) / 2, width, height);
  const paint = keep(new kit.Paint());
  canvas.save();
  canvas.clipRRect(rounded(kit, box, item.radius ?? 0), kit.ClipOp.Intersect, true);
  const { Linear } = kit.FilterMode;
  const target = kit.XYWHRect(box.x, box.y, box.width, box.height);
  canvas.drawImageRectOptions(image, source, target, Linear, kit.MipmapMode.Linear, paint);
  canvas.restore();
}

const rounded = (kit: CanvasKit, box: Box, radius: number) =>
  kit.RRectXY(kit.XYWHRect(box.x, box.y, box.width, box.height), radius, radius);
