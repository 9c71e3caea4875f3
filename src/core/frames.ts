/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is kept free at the edges of a frame, as shares of its width and height. */
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export const sizeText = (size: Size): string => `${size.width}x${size.height}`;

/** `"1280x720"` → Size; undefined when it is not of that form. */
export function parseSize(text: string): Size | undefined {
  const match = /^([1-9]\d{0,4})x([1-9]\d{0,4})$/.exec(text);
  return match ? { width: Number(match[1]), height: Number(match[2]) } : undefined;
}

export const sameSize = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;

/** How far apart two aspects are; 0 when equal, and the same for a wider and a taller one. */
export const aspectGap = (a: Size, b: Size): number =>
  Math.abs(Math.log((a.width * b.height) / (a.height * b.width)));

/** Sizes are even, so the same aspect can be off by a pixel or two: within half a percent. */
export const sameAspect = (a: Size, b: Size): boolean => aspectGap(a, b) < 0.005;

/** Less than this is a rounding error of added fractions, not part of a frame. */
const crumb = 1e-6;

/** Seconds in frames, with their fraction. What is a whole number of frames is exactly that. */
export function inFrames(seconds: number, fps: number): number {
  const frames = seconds * fps;
  const whole = Math.round(frames);
  return Math.abs(frames - whole) < crumb ? whole : frames;
}

/** The frame of a moment: the nearest, or the later one at the midpoint, regardless of how the moment was added up. */
export const nearestFrame = (frames: number): number => Math.round(frames + crumb);

/**
 * Seconds to frames. The program's only rounding rule: to the nearest frame. It is for moments, never for lengths that
 * are added up: a film is added up exactly and rounded at its cuts, so rounding errors don't accumulate.
 */
export const toFrames = (seconds: number, fps: number): number => nearestFrame(seconds * fps);

export const toSeconds = (frames: number, fps: number): number => frames / fps;

/** Seconds, rounded up to the end of the frame in which they end. */
export function upToFrame(seconds: number, fps: number): number {
  const frames = inFrames(seconds, fps);
  return Number.isInteger(frames) ? seconds : toSeconds(Math.ceil(frames), fps);
}
