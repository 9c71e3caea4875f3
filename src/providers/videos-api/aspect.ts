import type { Size } from '../../core/frames.ts';

/** The aspects that servers accept by name. */
const aspects = ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', '9:21'] as const;

/** The nearest named aspect: sizes suited to codecs rarely match one exactly. */
export function aspectText({ width, height }: Size): string {
  const distance = (aspect: string): number => {
    const [across = 1, down = 1] = aspect.split(':').map(Number);
    return Math.abs(Math.log(width / height / (across / down)));
  };
  return aspects.reduce((best, aspect) => (distance(aspect) < distance(best) ? aspect : best));
}

/** As `720p`: the shorter side. */
export const resolutionText = ({ width, height }: Size): string => `${Math.min(width, height)}p`;
