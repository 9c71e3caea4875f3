import type { Size } from '../../core/frames.ts';

/**
 * The sizes that an aspect and a resolution mean where a service names only these: `16:9` at `720p` is 1280x720. The shorter
 * side has that many lines, and both sides are even.
 */
export function sizeOfAspect(aspect: string, lines: number): Size {
  const [across = 16, down = 9] = aspect.split(':').map(Number);
  const even = (side: number): number => 2 * Math.round(side / 2);
  return across >= down
    ? { width: even((lines * across) / down), height: lines }
    : { width: lines, height: even((lines * down) / across) };
}
