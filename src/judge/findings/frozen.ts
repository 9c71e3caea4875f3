import { secondsOf } from '../figures.ts';
import { type Indexes, rangesWhere, rounded } from '../fold.ts';
import { thresholds } from '../thresholds.ts';
import type { FootageFinding, SeenFootage } from './seen.ts';

/**
 * Parts in which nothing moves, in footage that moves elsewhere. Footage in which nothing ever moves may be meant so, as a
 * title is. Black is told as black.
 */
export function frozenIn({ figures, own }: SeenFootage): readonly FootageFinding[] {
  const { peak, dark } = figures.pictures;
  const isStill = (n: number): boolean => (peak[n] ?? 0) < thresholds.still;
  const isBlack = (n: number): boolean => (dark[n] ?? 0) >= thresholds.blackShare;
  const pairs = { from: own.from + 1, to: own.to };
  const still = acrossKeyframes(
    rangesWhere((n) => isStill(n) && !isBlack(n), pairs),
    (n) => (peak[n] ?? 0) < thresholds.keyframe,
  );
  const moves = rangesWhere((n) => !isStill(n), pairs).reduce((sum, { from, to }) => sum + to - from, 0);
  // A cut between two titles is no motion.
  if (moves < figures.fps / 4) return [];
  return still.flatMap(({ from, to }): readonly FootageFinding[] => {
    const seconds = (to - from) / figures.fps;
    if (seconds < thresholds.frozen) return [];
    const place = { from: secondsOf(figures, from - 1), to: secondsOf(figures, to) };
    const where = to === own.to ? `from ${place.from} s on` : `from ${place.from} s to ${place.to} s`;
    return [
      {
        kind: 'frozen',
        ...place,
        figure: { name: 'still', measured: rounded(seconds), threshold: thresholds.frozen, unit: 's' },
        message: `Nothing moves ${where}.`,
      },
    ];
  });
}

/** Ranges that only a keyframe parts, as one. */
function acrossKeyframes(ranges: readonly Indexes[], isSmall: (n: number) => boolean): readonly Indexes[] {
  const joined: Indexes[] = [];
  const least = thresholds.keyframeEvery;
  for (const range of ranges) {
    const last = joined.at(-1);
    const isOne = last !== undefined && range.from === last.to + 1 && isSmall(last.to);
    if (isOne && last.to - last.from >= least && range.to - range.from >= least)
      joined[joined.length - 1] = { from: last.from, to: range.to };
    else joined.push(range);
  }
  return joined;
}
