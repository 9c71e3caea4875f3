import type { Size } from '../../core/frames.ts';
import { drawShapes } from '../../media/drawing/draw-shapes.ts';
import type { FlatPicture, FlatShape } from '../../media/drawing/shapes.ts';

/** Drawings of one size, one below the other, and where the upper left corner of each belongs. */
export interface DrawnPlane {
  readonly size: Size;
  readonly at: { readonly x: number; readonly y: number };
  readonly pixels: Uint8Array;
}

/** Only the part of clear drawings in which any of them has something: what is empty would be blended in each frame. */
export async function drawPlane(pictures: readonly [FlatPicture, ...FlatPicture[]]): Promise<DrawnPlane> {
  const [{ middle, scale, size }] = pictures;
  const boxes = pictures.flatMap(({ shapes }) => shapes.map(boxOf));
  const span = (low: number, high: number, centre: number, whole: number) => {
    const from = Math.max(0, 2 * Math.floor(((low - centre) * scale + whole / 2 - 1) / 2));
    const to = Math.min(whole, Math.ceil((high - centre) * scale + whole / 2 + 1));
    return { from, length: Math.max(2, 2 * Math.ceil((to - from) / 2)) };
  };
  const across = span(
    Math.min(...boxes.map(({ left }) => left)),
    Math.max(...boxes.map(({ right }) => right)),
    ...([middle[0], size.width] as const),
  );
  const along = span(
    Math.min(...boxes.map(({ top }) => top)),
    Math.max(...boxes.map(({ bottom }) => bottom)),
    ...([middle[1], size.height] as const),
  );
  const part = { width: across.length, height: along.length };
  const at = { x: across.from, y: along.from };
  const centre = [
    middle[0] + (at.x + part.width / 2 - size.width / 2) / scale,
    middle[1] + (at.y + part.height / 2 - size.height / 2) / scale,
  ] as const;
  const drawn: Uint8Array[] = [];
  for (const picture of pictures) drawn.push(await drawShapes({ ...picture, size: part, middle: centre }));
  return { size: part, at, pixels: Buffer.concat(drawn) };
}

function boxOf(shape: FlatShape) {
  if (shape.kind === 'oval') {
    const [[x, y], [rx, ry]] = [shape.at, shape.radii];
    return { left: x - rx, right: x + rx, top: y - ry, bottom: y + ry };
  }
  const half = shape.kind === 'line' ? shape.width : 0;
  const [xs, ys] = [0, 1].map((odd) => shape.points.filter((_, i) => i % 2 === odd));
  return {
    left: Math.min(...(xs ?? [])) - half,
    right: Math.max(...(xs ?? [])) + half,
    top: Math.min(...(ys ?? [])) - half,
    bottom: Math.max(...(ys ?? [])) + half,
  };
}
