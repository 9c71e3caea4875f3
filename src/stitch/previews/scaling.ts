import type { Size } from '../../core/frames.ts';

/** The filter that brings a finished film's picture to another size, and to the right colours where it becomes RGB. */
export const scaling = ({ width, height }: Size): string =>
  `scale=${width}:${height}:flags=bicubic+accurate_rnd+full_chroma_int:in_color_matrix=bt709:in_range=tv,setsar=1`;
