import type { Size } from '../core/frames.ts';

/** `16:9` with 720 lines → 1280x720. The shorter side has this many pixels, and both sides are even. */
export function sizeOfShape(shape: string, lines: number): Size {
  const [across = 16, down = 9] = shape.split(':').map(Number);
  const even = (side: number) => 2 * Math.round(side / 2);
  return across >= down
    ? { width: even((lines * across) / down), height: lines }
    : { width: lines, height: even((lines * down) / across) };
}
