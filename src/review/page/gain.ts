import type { ShownPassage } from '../film/shown.ts';

/** The factor of loudness of a recording at a moment of the film, in seconds; found by halving: music may duck a thousand times. */
export function gainAt({ gains }: Pick<ShownPassage, 'gains'>, at: number): number {
  let [low, high] = [0, gains.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((gains[middle]?.[0] ?? 0) <= at) low = middle;
    else high = middle;
  }
  const [[begin, first] = [0, 0], [end, last] = [0, 0]] = [gains[low], gains[high]];
  const share = end > begin ? Math.min(1, Math.max(0, (at - begin) / (end - begin))) : 0;
  return first + (last - first) * share;
}
