import type { SourceTimecode } from '../../core/footage.ts';
import { exactRate } from '../../core/rates.ts';

/** Seconds as a fraction of whole numbers, exact at any rate. */
interface Seconds {
  readonly num: number;
  readonly den: number;
}

/** Formats numbers of film frames. Speeds have three decimals, so frames can be thousandths. */
export interface Times {
  time(frames: number): string;
  /** On the clock of a file whose first frame has this timecode. */
  clock(frames: number, from: SourceTimecode | undefined): string;
}

export const timesAt = (fps: number): Times => ({
  time: (frames) => text(secondsOf(frames, fps)),
  clock(frames, from) {
    const after = secondsOf(frames, fps);
    return text(from ? sum(secondsOf(from.frame, from.fps), after) : after);
  },
});

function secondsOf(frames: number, fps: number): Seconds {
  const { num, den } = exactRate(fps);
  return Number.isInteger(frames)
    ? { num: frames * den, den: num }
    : { num: Math.round(frames * 1000) * den, den: num * 1000 };
}

function sum(a: Seconds, b: Seconds): Seconds {
  const den = (a.den / divisor(a.den, b.den)) * b.den;
  return { num: a.num * (den / a.den) + b.num * (den / b.den), den };
}

/** FCPXML's name for a way to count. */
export const tcFormatOf = ({ drop }: { readonly drop: boolean }): string => (drop ? 'DF' : 'NDF');

/** The greatest common one. */
const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

const text = ({ num, den }: Seconds): string => (num % den === 0 ? `${num / den}s` : `${num}/${den}s`);
