/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const sizeText = (size: Size): string => `${size.width}x${size.height}`;

/** `"1280x720"` → Size; undefined when it is not of that form. */
export function parseSize(text: string): Size | undefined {
  const match = /^([1-9]\d{0,4})x([1-9]\d{0,4})$/.exec(text);
  return match ? { width: Number(match[1]), height: Number(match[2]) } : undefined;
}

export const sameSize = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;

/**
 * Seconds to frames. The one rounding rule of the program: to the nearest frame. Whole films are added up
 * in frames, never in seconds, so that no rounding error grows.
 */
export const toFrames = (seconds: number, fps: number): number => Math.round(seconds * fps);

export const toSeconds = (frames: number, fps: number): number => frames / fps;
