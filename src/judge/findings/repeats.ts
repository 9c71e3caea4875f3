import { mean } from '../fold.ts';
import { squaredDifference } from '../likeness.ts';
import { thresholds } from '../thresholds.ts';

/** No more pictures than this are shown again. */
const most = 3;
/** How many pictures on each side are compared with those on the other. */
const near = 4;

/** How many pictures are shown again at a seam, and how badly that fits in proportion to an even continuation. */
export interface Repeats {
  readonly count: number;
  readonly misfit: number;
}

/**
 * Compares pictures across a seam as if none, one or more were shown again. How much pictures differ that are so many steps apart
 * is known from both sides; what is more than that across the seam comes from another encoding, and is the same for all pairs. So
 * a picture that was made anew from the last one is found although no pixel of it is the same. `a` and `b` are small pictures.
 */
export function repeatsAt(a: readonly Uint16Array[], b: readonly Uint16Array[]): Repeats {
  const usual = Array.from({ length: 2 * near }, (_, lag) => differenceAt(lag, a, b));
  const step = usual[1] ?? 0;
  if (step < thresholds.leastMotion ** 2 || a.length < near || b.length < near)
    return { count: 0, misfit: 1 };
  const pairs = a
    .slice(-near)
    .flatMap((one, i) =>
      b
        .slice(0, near)
        .map((other, j) => ({ apart: near - i + j, difference: squaredDifference(one, other) })),
    );
  const misfitOf = (count: number): number => {
    const rests = pairs.map(({ apart, difference }) => difference - (usual[Math.abs(apart - count)] ?? 0));
    // Another encoding can only add to a difference.
    const added = Math.max(0, mean(rests));
    return mean(rests.map((rest) => (rest - added) ** 2));
  };
  const even = misfitOf(0);
  const counts = Array.from({ length: most }, (_, n) => n + 1);
  const best = counts.reduce((one, other) => (misfitOf(other) < misfitOf(one) ? other : one));
  const misfit = even === 0 ? 1 : misfitOf(best) / even;
  return misfit < thresholds.repeated ? { count: best, misfit } : { count: 0, misfit };
}

/** The mean squared difference of pictures that are so many apart, on either side. */
function differenceAt(lag: number, ...sides: readonly (readonly Uint16Array[])[]): number {
  const found = sides.flatMap((side) =>
    side.slice(lag).map((one, n) => squaredDifference(side[n] ?? one, one)),
  );
  return found.length === 0 ? Number.POSITIVE_INFINITY : mean(found);
}
