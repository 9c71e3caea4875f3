import { aspectGap, type Size, sameAspect, sameSize, sizeText } from '../../core/frames.ts';
import { type Sentence, say } from '../../core/sentence.ts';
import type { Sizes } from '../../providers/capabilities.ts';
import type { Fit, Segment } from '../../storyboard/model.ts';

/**
 * The size that a model makes that is nearest to the film's: of its aspect, or nearly, if there is one, else of the nearest.
 * Many models' 480p is 864x496 or 832x480, which is meant as 16:9.
 */
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
    .filter((size) => sameAspect(size, nearest) || isNearly(size, film))
    .reduce((least, size) => (area(size) < area(least) ? size : least), nearest);
}

/** Whether a size is meant as the film's aspect: filling the film with it cuts off a few pixels at most. */
const isNearly = (size: Size, film: Size): boolean => aspectGap(size, film) < nearly;

const nearly = 0.03;

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

/** Whether footage that has nearly the film's shape fills it, unless the storyboard asks for something else. */
export const fills = ({ fitSaid }: Pick<Segment, 'fitSaid'>, size: Size, film: Size): boolean =>
  fitSaid === undefined && isNearly(size, film) && !sameAspect(size, film);

/** Whether footage that fills the film is enlarged so that anyone sees it. */
export const growth = (size: Size, film: Size): Exclude<Fitting, 'other-aspect'> =>
  enlargement(size, film, 'crop') > 1.05 ? 'smaller' : 'same';

const area = ({ width, height }: Size): number => width * height;

function isNearer(size: Size, best: Size, film: Size): boolean {
  if (isNearly(size, film) && isNearly(best, film)) return distance(size, film) < distance(best, film);
  const gaps = [aspectGap(size, film), aspectGap(best, film)] as const;
  if (Math.abs(gaps[0] - gaps[1]) >= 0.005) return gaps[0] < gaps[1];
  return areaGap(size, film) < areaGap(best, film);
}

const areaGap = (a: Size, b: Size): number => Math.abs(Math.log(area(a) / area(b)));

/** Each percent that is cut off counts as much as 15 percent of pixels too many, which cost money, or too few. */
const distance = (size: Size, film: Size): number => areaGap(size, film) + 15 * aspectGap(size, film);

/** The film's aspect at the nearest scale that keeps both sides within the limits. */
function within({ width, height }: Size, min: number, max: number): Size {
  const scale = Math.min(max / Math.max(width, height), Math.max(1, min / Math.min(width, height)));
  if (scale === 1) return { width, height };
  const even = (side: number): number => Math.min(max, Math.max(min, Math.round((side * scale) / 2) * 2));
  return { width: even(width), height: even(height) };
}
