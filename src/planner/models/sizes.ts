import { aspectGap, type Size, sameAspect, sameSize, sizeText } from '../../core/frames.ts';
import { type Sentence, say } from '../../core/sentence.ts';
import type { Sizes } from '../../providers/capabilities.ts';
import type { Fit } from '../../storyboard/model.ts';

/** The size that a model makes that is nearest to the film's: of the same aspect if there is one, else of the nearest. */
export function nearestSize(sizes: Sizes, film: Size): Size {
  if (sizes.kind === 'any') return within(film, sizes.min, sizes.max);
  const [first, ...others] = sizes.sizes;
  if (first === undefined) throw new Error('a model makes at least one size');
  return others.reduce((best, size) => (isNearer(size, best, film) ? size : best), first);
}

export const canMake = (sizes: Sizes, size: Size): boolean => sameSize(nearestSize(sizes, size), size);

/** The smallest size of the aspect that `nearestSize` finds. */
export function smallestSize(sizes: Sizes, film: Size): Size {
  const nearest = nearestSize(sizes, film);
  if (sizes.kind === 'any') return nearest;
  return sizes.sizes
    .filter((size) => sameAspect(size, nearest))
    .reduce((least, size) => (area(size) < area(least) ? size : least), nearest);
}

export type Fitting = 'same' | 'smaller' | 'other-aspect';

/** How footage of one size must change to fill a film of another. Scaling down loses nothing. */
export function fitting(footage: Size, film: Size): Fitting {
  if (!sameAspect(footage, film)) return 'other-aspect';
  return area(footage) < area(film) ? 'smaller' : 'same';
}

/** The fitting in words, after "it is". */
export function fitted(how: Exclude<Fitting, 'same'>, fit: Fit): string {
  if (how === 'smaller') return 'scaled up';
  const words = {
    pad: 'padded with bars',
    crop: 'cropped',
    stretch: 'stretched',
    blur: 'laid over a blurred copy',
  };
  return words[fit];
}

/** The size of a picture beside the film's: `640x480, but the film is 1280x720`. */
export const sized = (size: Size, film: Size): Sentence =>
  say`${{ size: sizeText(size) }}, but the film is ${{ filmSize: sizeText(film) }}`;

export const formatSize = (size: Size): Sentence =>
  say`\`${{ write: `format: { size: ${sizeText(size)} }` }}\``;

/** How many times larger a picture is shown, in words. */
export const scaled = (scale: number): Sentence =>
  say`scaled up ${{ scale: Number(scale.toFixed(2)) }} times`;

/** What else to write for footage of another shape; not shown if the storyboard already says how it is fitted. */
export const otherFits = (where: string): string =>
  `Write \`fit: crop\` ${where} to fill the frame, \`fit: blur\` to lay it over a blurred copy, or \`fit: pad\` for bars.`;

/** How many times larger footage gets when it is fitted into a frame; below 1, smaller. */
export function enlargement(footage: Size, frame: Size, fit: Fit): number {
  const across = frame.width / footage.width;
  const down = frame.height / footage.height;
  return fit === 'pad' || fit === 'blur' ? Math.min(across, down) : Math.max(across, down);
}

const area = ({ width, height }: Size): number => width * height;

function isNearer(size: Size, best: Size, film: Size): boolean {
  const gaps = [aspectGap(size, film), aspectGap(best, film)] as const;
  if (Math.abs(gaps[0] - gaps[1]) >= 0.005) return gaps[0] < gaps[1];
  return Math.abs(Math.log(area(size) / area(film))) < Math.abs(Math.log(area(best) / area(film)));
}

/** The film's aspect at the nearest scale that keeps both sides within the limits. */
function within({ width, height }: Size, min: number, max: number): Size {
  const scale = Math.min(max / Math.max(width, height), Math.max(1, min / Math.min(width, height)));
  if (scale === 1) return { width, height };
  const even = (side: number): number => Math.min(max, Math.max(min, Math.round((side * scale) / 2) * 2));
  return { width: even(width), height: even(height) };
}
