import { rounded } from '../fold.ts';
import { thresholds } from '../thresholds.ts';
import type { FootageFinding, SeenFootage } from './seen.ts';

/** Black bars above and below the picture, or on both of its sides. */
export function barsIn({ figures: { pictures } }: SeenFootage): readonly FootageFinding[] {
  return [
    ...pairOf(pictures.rows, 'above and below the picture'),
    ...pairOf(pictures.columns, 'beside the picture'),
  ];
}

function pairOf(lines: Float32Array, where: string): readonly FootageFinding[] {
  const [first, last] = [barOf(lines), barOf(lines.toReversed())];
  // What is dark on one side only is part of the picture.
  const isPair = first > 0 && last > 0 && Math.abs(first - last) <= Math.max(2, 0.1 * (first + last));
  const share = (first + last) / lines.length;
  if (!isPair || share < thresholds.bars || share > 0.8) return [];
  return [
    {
      kind: 'bars',
      figure: {
        ...{ name: 'bars', measured: rounded(100 * share, 1), threshold: 100 * thresholds.bars },
        unit: '% of the picture',
      },
      message: `There are black bars ${where}.`,
    },
  ];
}

/** The lines of a bar: as dark as black, up to a sharp edge. */
function barOf(lines: Float32Array): number {
  const end = lines.findIndex((line) => line > thresholds.bar);
  if (end < 1) return 0;
  // Where the picture is reduced, one line may be partly bar.
  const beyond = Math.max(lines[end] ?? 0, lines[end + 1] ?? 0);
  const bar = lines[Math.max(0, end - 2)] ?? 0;
  return beyond - bar >= thresholds.barEdge ? end : 0;
}
