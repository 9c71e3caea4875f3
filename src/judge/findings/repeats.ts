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
  /** What the misfit has to be below. */
  readonly threshold: number;
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
    return { count: 0, misfit: 1, threshold: thresholds.repeated };
  const pairs = a
    .slice(-near)
    .flatMap((one, i) =>
      b
        .slice(0, near)
        .map((other, j) => ({ apart: near - i + j, difference: squaredDifference(one, other) })),
    );
  const fitOf = (count: number): Fit => {
    const rests = pairs.map(({ apart, difference }) => difference - (usual[Math.abs(apart - count)] ?? 0));
    // Another encoding can only add to a difference.
    const added = Math.max(0, mean(rests));
    return { count, added, rest: mean(rests.map((rest) => (rest - added) ** 2)) };
  };
  const even = fitOf(0).rest;
  const best = Array.from({ length: most }, (_, n) => fitOf(n + 1)).reduce((one, other) =>
    other.rest < one.rest ? other : one,
  );
  const misfit = even === 0 ? 1 : best.rest / even;
  const threshold = step < thresholds.slowMotion ** 2 ? thresholds.repeatedSlow : thresholds.repeated;
  const differences = pairs.map(({ difference }) => difference);
  const isSaid =
    misfit < threshold &&
    best.added <= (usual[near] ?? 0) &&
    best.rest < thresholds.unexplained * variance(differences);
  return { count: isSaid ? best.count : 0, misfit, threshold };
}

/** How well it fits that so many pictures are shown again: what is added to all differences, and what is left of them, squared. */
interface Fit {
  readonly count: number;
  readonly added: number;
  readonly rest: number;
}

function variance(values: readonly number[]): number {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
}

/** The mean squared difference of pictures that are so many apart, on either side. */
function differenceAt(lag: number, ...sides: readonly (readonly Uint16Array[])[]): number {
  const found = sides.flatMap((side) =>
    side.slice(lag).map((one, n) => squaredDifference(side[n] ?? one, one)),
  );
  return found.length === 0 ? Number.POSITIVE_INFINITY : mean(found);
}
