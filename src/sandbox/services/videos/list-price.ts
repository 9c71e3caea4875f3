import type { Size } from '../../../core/frames.ts';

/** US dollars at the published prices of sora-2: exact enough to tell bills apart. */
export const listPrice = ({ width, height }: Size, seconds: number): number =>
  Number((seconds * (width * height > 1280 * 720 ? 0.3 : 0.1)).toFixed(2));
