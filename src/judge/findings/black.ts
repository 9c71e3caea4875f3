import { secondsOf } from '../figures.ts';
import { type Indexes, rangesWhere, rounded } from '../fold.ts';
import { thresholds } from '../thresholds.ts';
import type { FootageFinding, SeenFootage } from './seen.ts';

/** Black pictures, but not those that a fade at the beginning or the end leads to. */
export function blackIn(seen: SeenFootage): readonly FootageFinding[] {
  const { figures, own } = seen;
  const { dark } = figures.pictures;
  const black = rangesWhere((n) => (dark[n] ?? 0) >= thresholds.blackShare, own);
  return black.flatMap(({ from, to }): readonly FootageFinding[] => {
    const seconds = (to - from) / figures.fps;
    const least = isFade(seen, { from, to }) ? thresholds.blackAfterFade : thresholds.black;
    if (seconds < least) return [];
    const place = { from: secondsOf(figures, from), to: secondsOf(figures, to) };
    return [
      {
        kind: 'black',
        ...place,
        figure: { name: 'black', measured: rounded(seconds), threshold: least, unit: 's' },
        message: `Black from ${place.from} s to ${place.to} s.`,
      },
    ];
  });
}

/** Whether brightness falls or rises steadily beside black at an end of the footage. */
function isFade({ figures, own }: SeenFootage, { from, to }: Indexes): boolean {
  const { luma } = figures.pictures;
  const steps = thresholds.fadePictures;
  const fallsTo = (edge: number, direction: 1 | -1): boolean => {
    for (let k = 0; k < steps; k++) {
      const outer = luma[edge + direction * (k + 1)];
      const inner = luma[edge + direction * k];
      // Steadily: never in one leap.
      if (outer === undefined || inner === undefined || outer < inner - 0.1 || outer > inner + 60)
        return false;
    }
    const lit = luma[edge + direction * steps] ?? 0;
    return lit > (luma[edge] ?? 0) + 1;
  };
  if (to === own.to && from > own.from) return fallsTo(from, -1);
  return from === own.from && to < own.to && fallsTo(to - 1, 1);
}
