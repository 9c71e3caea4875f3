import { cellsOf, secondsOf } from '../figures.ts';
import { rounded } from '../fold.ts';
import { likenessOf } from '../likeness.ts';
import { thresholds } from '../thresholds.ts';
import type { FootageFinding, SeenFootage } from './seen.ts';

/** How many pictures beside a cut are looked at: footage may show each of its pictures several times. */
const around = 3;
/** In so many pictures, a flash is over. */
const flash = 8;

/** Hard cuts: a picture that is unlike the one before it, among pictures that are like each other. */
export function cutsIn({ figures, own }: SeenFootage): readonly FootageFinding[] {
  const { pictures } = figures;
  const found: FootageFinding[] = [];
  for (let n = own.from + 1; n < own.to; n++) {
    const score = scoreOf(pictures.motion, n, own);
    // What is cut to black is told as black.
    if (score < thresholds.cut || isBlack(n - 1) || isBlack(n) || isFlash(n)) continue;
    const likeness = likenessOf(cellsOf(pictures, n - 1), cellsOf(pictures, n));
    if (likeness > thresholds.cutLikeness) continue;
    const from = secondsOf(figures, n);
    found.push({
      kind: 'cut-inside',
      from,
      figure: { name: 'step', measured: rounded(score, 1), threshold: thresholds.cut, unit: 'of brightness' },
      message: `There is a cut at ${from} s.`,
    });
  }
  return found;

  function isBlack(n: number): boolean {
    return (pictures.dark[n] ?? 0) >= thresholds.blackShare;
  }

  /** Whether the picture before comes back soon. */
  function isFlash(n: number): boolean {
    const before = cellsOf(pictures, n - 1);
    for (let later = n + 1; later < Math.min(own.to, n + flash); later++)
      if (likenessOf(before, cellsOf(pictures, later)) > 0.9) return true;
    // The way back from it.
    for (let earlier = n - 2; earlier >= Math.max(own.from, n - flash); earlier--)
      if (likenessOf(cellsOf(pictures, earlier), cellsOf(pictures, n)) > 0.9) return true;
    return false;
  }
}

function scoreOf(motion: Float32Array, n: number, own: SeenFootage['own']): number {
  let usual = 0;
  for (let k = Math.max(own.from + 1, n - around); k <= Math.min(own.to - 1, n + around); k++)
    if (k !== n) usual = Math.max(usual, motion[k] ?? 0);
  return (motion[n] ?? 0) - usual;
}
