/** A frame rate as ffmpeg and containers write it: 24 is 24/1, 29.97 is 30000/1001. */
export interface Rate {
  readonly num: number;
  readonly den: number;
}

/** Frames per second → the exact rate it means: whole, or one of the NTSC family. */
export function exactRate(fps: number): Rate {
  const whole = Math.round(fps);
  if (Math.abs(fps - whole) < 0.001) return { num: whole, den: 1 };
  const ntsc = (Math.ceil(fps) * 1000) / 1001;
  if (Math.abs(fps - ntsc) < 0.01) return { num: Math.ceil(fps) * 1000, den: 1001 };
  return { num: Math.round(fps * 1000), den: 1000 };
}

export const rateText = (fps: number): string => {
  const { num, den } = exactRate(fps);
  return `${num}/${den}`;
};

/**
 * The number that stands for a rate everywhere in the program: 30000/1001 for 29.97. All times are computed from it or, where
 * its last digit could matter, from `exactRate`.
 */
export function exactFps(fps: number): number {
  const { num, den } = exactRate(fps);
  return num / den;
}

/** As people write a rate: 24, 23.976, 29.97. */
export const roundFps = (fps: number): number => Math.round(fps * 1000) / 1000;

export const sameRate = (a: number, b: number): boolean => rateText(a) === rateText(b);
