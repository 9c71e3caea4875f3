import { aspectGap, type Size, sizeText } from '../../core/frames.ts';
import { say, says } from '../../core/sentence.ts';
import type { Segment } from '../../storyboard/model.ts';
import { about, type Findings } from '../findings.ts';
import type { Maker } from './maker.ts';
import { fills, formatSize } from './sizes.ts';

/** A segment whose footage would get bars of a few pixels, which nobody wants: its edges are cut off instead. */
export function filled(
  segment: Segment,
  { provider, model, size }: Maker,
  film: Size,
  findings: Findings,
): Segment {
  if (!fills(segment, size, film)) return segment;
  findings.once(`filled ${provider} ${model.model}`, () => ({
    ...about(segment, 'note', 'clip-fitted'),
    ...says(
      say`${{ model: model.model }} makes ${{ size: sizeText(size) }} for a film of ${{ filmSize: sizeText(film) }}, which is nearly its shape: ${{ percent: percentCut(size, film) }} % of the picture is cut off at the edges.`,
      say`Write \`fit: pad\` in \`format\` for bars instead, or ${formatSize(size)} if all footage has that size.`,
    ),
  }));
  return { ...segment, fit: 'crop' };
}

const percentCut = (size: Size, film: Size): number =>
  Number((100 * (1 - Math.exp(-aspectGap(size, film)))).toFixed(1));
