import type { Size } from '../../core/frames.ts';
import type { PictureOpening } from './openings.ts';
import { aligned, plain, type Stream } from './stream.ts';

/**
 * The progress of a join at its frame `n`: linear from 0 at the frame before it to 1 at the frame after it, so no frame of
 * the join equals either of those.
 */
export const progress = (n: string, { frames }: Stream): string => `(${n}+1)/${frames + 1}`;

/** A uniform mask: `level` is an expression of N in [0, 1]. */
export const even = (level: string, stream: Stream): string => mask(level, { width: 2, height: 2 }, stream);

/** A mask that opens during the stream. */
export function opened({ when, soft }: PictureOpening, stream: Stream): string {
  const { width, height } = stream.size;
  const known: Record<string, string> = {
    x: '((X+0.5)/W)',
    y: '((Y+0.5)/H)',
    ratio: (width / height).toFixed(4),
  };
  const place = when.replace(/\b(x|y|ratio)\b/g, (name) => known[name] ?? name);
  const level = `clip((${progress('N', stream)}*${1 + soft}-(${place}))/${soft},0,1)`;
  // Smoothed where the edge begins and ends. st() and ld() are avoided, because threads of old ffmpegs share them.
  return mask(`(1-cos(PI*${level}))/2`, quarter(stream.size), stream);
}

/** Expressions are slow, so they draw few pixels. Scaling those up gives a smooth edge. */
function mask(level: string, dots: Size, stream: Stream): string {
  const value = `'255*(${level})'`;
  return [
    plain('black', { ...stream, size: dots }),
    `geq=lum=${value}:cb=${value}:cr=${value}`,
    `scale=${stream.size.width}:${stream.size.height}:flags=bilinear`,
    aligned(stream),
  ].join(',');
}

function quarter({ width, height }: Size): Size {
  const side = (pixels: number): number => 2 * Math.ceil(pixels / 8);
  return { width: side(width), height: side(height) };
}
