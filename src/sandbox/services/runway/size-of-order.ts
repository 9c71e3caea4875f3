import type { Size } from '../../../core/frames.ts';
import { sizeOfShape } from '../../size-of-shape.ts';

/** Names of resolutions → lines. */
const linesOf = (word: string): number => (/^2k$/i.test(word) ? 1440 : Number.parseInt(word, 10));

/**
 * The size that a `ratio` and a `resolution` mean: pixels, an aspect with lines, or the first frame's own aspect with lines.
 */
export function sizeOfOrder(
  ratio: string | undefined,
  resolution: string | undefined,
  image: Size | undefined,
): Size {
  const [across = 0, down = 0] = /^\d+:\d+$/.test(ratio ?? '') ? (ratio ?? '').split(':').map(Number) : [];
  if (across >= 100) return { width: across, height: down };
  const lines = linesOf(resolution ?? /^auto_(\d+)p$/.exec(ratio ?? '')?.[1] ?? '720');
  if (across > 0) return sizeOfShape(`${across}:${down}`, lines);
  return sizeOfShape(image ? `${image.width}:${image.height}` : '16:9', lines);
}
