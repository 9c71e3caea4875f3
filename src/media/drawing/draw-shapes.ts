import type { Canvas, CanvasKit, Paint, Path } from 'canvaskit-wasm';
import { unreachable } from '../../core/result.ts';
import { canvasKit, surfaceOf, withScope } from './canvaskit.ts';
import type { FlatPicture, FlatShape } from './shapes.ts';

/**
 * Rows of a drawing from the top, four bytes per pixel, opaque unless it is clear: so that reading them back converts nothing.
 * The same drawing gives the same bytes.
 */
export async function drawShapes({ size, middle, scale, shapes, clear }: FlatPicture): Promise<Uint8Array> {
  const kit = await canvasKit();
  return withScope(async (keep) => {
    const { width, height } = size;
    const surface = surfaceOf(kit, size, keep);
    const canvas = surface.getCanvas();
    canvas.clear(clear ? kit.TRANSPARENT : kit.BLACK);
    canvas.translate(width / 2, height / 2);
    canvas.scale(scale, scale);
    canvas.translate(-middle[0], -middle[1]);
    const paint = keep(new kit.Paint());
    paint.setAntiAlias(true);
    paint.setStrokeCap(kit.StrokeCap.Round);
    paint.setStrokeJoin(kit.StrokeJoin.Round);
    for (const shape of shapes) drawShape(kit, canvas, paint, shape);
    surface.flush();
    const image = keep(surface.makeImageSnapshot());
    const pixels = image.readPixels(0, 0, {
      ...{ width, height, colorType: kit.ColorType.RGBA_8888 },
      alphaType: clear ? kit.AlphaType.Unpremul : kit.AlphaType.Premul,
      colorSpace: kit.ColorSpace.SRGB,
    });
    if (!(pixels instanceof Uint8Array)) throw new Error('the drawing could not be read back');
    return pixels;
  });
}

/** Frees what it needs at once: a drawing has thousands of shapes. */
function drawShape(kit: CanvasKit, canvas: Canvas, paint: Paint, shape: FlatShape): void {
  paint.setColor(kit.parseColorString(shape.fill));
  paint.setStyle(shape.kind === 'line' ? kit.PaintStyle.Stroke : kit.PaintStyle.Fill);
  switch (shape.kind) {
    case 'oval': {
      const [[x, y], [rx, ry]] = [shape.at, shape.radii];
      canvas.drawOval(kit.LTRBRect(x - rx, y - ry, x + rx, y + ry), paint);
      break;
    }
    case 'line':
      paint.setStrokeWidth(shape.width);
      drawPath(canvas, paint, pathOf(kit, shape.points, false));
      break;
    case 'polygon':
      paint.setAntiAlias(!shape.crisp);
      drawPath(canvas, paint, pathOf(kit, shape.points, true));
      paint.setAntiAlias(true);
      break;
    default:
      unreachable(shape);
  }
}

function drawPath(canvas: Canvas, paint: Paint, path: Path): void {
  canvas.drawPath(path, paint);
  path.delete();
}

function pathOf(kit: CanvasKit, points: readonly number[], closed: boolean): Path {
  const builder = new kit.PathBuilder();
  builder.addPolygon([...points], closed);
  return builder.detachAndDelete();
}
