import { exactRate } from './rates.ts';

/** How a timecode counts frames. */
export interface Counting {
  /** Frames in one of its seconds: the next whole rate. */
  readonly base: number;
  /** Whether it leaves out numbers, and never frames, so that it keeps pace with a clock. */
  readonly drop: boolean;
}

/**
 * At 29.97 and 59.94 frames per second, timecode is drop-frame: at every minute but each tenth, the first 2 or 4 numbers are
 * left out. At 23.976 it is not: nothing whole could be left out.
 */
export function countingAt(fps: number): Counting {
  const { num, den } = exactRate(fps);
  return { base: Math.round(fps), drop: den === 1001 && num % 30_000 === 0 && num <= 60_000 };
}

/** Numbers left out at a minute. */
export const leftOut = ({ base, drop }: Counting): number => (drop ? base / 15 : 0);

/** Frames as hours, minutes, seconds and frames; a drop-frame one has a semicolon. Wraps around after 24 hours. */
export function timecode(frames: number, counting: Counting): string {
  const { base, drop } = counting;
  const number = numberOf(frames, counting);
  const seconds = Math.floor(number / base);
  const [hours, minutes, rest, last] = [
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
    number % base,
  ].map((part) => String(part).padStart(2, '0'));
  return `${hours}:${minutes}:${rest}${drop ? ';' : ':'}${last}`;
}

/** The number that a frame is shown with, as if none were left out. */
export function numberOf(frame: number, counting: Counting): number {
  const gap = leftOut(counting);
  const minute = counting.base * 60 - gap;
  const tenMinutes = minute * 10 + gap;
  const within = frame % tenMinutes;
  const minutes = Math.max(0, Math.floor((within - gap) / minute));
  return frame + gap * (9 * Math.floor(frame / tenMinutes) + minutes);
}

/** The frame at which a timecode is shown. A number that is left out stands for the frame after it. */
export function frameAt(
  [hours, minutes, seconds, frames]: readonly [number, number, number, number],
  counting: Counting,
): number {
  const gap = leftOut(counting);
  const all = hours * 60 + minutes;
  const isLeftOut = seconds === 0 && frames < gap && minutes % 10 !== 0;
  const number = (all * 60 + seconds) * counting.base + (isLeftOut ? gap : frames);
  return number - gap * (all - Math.floor(all / 10));
}
