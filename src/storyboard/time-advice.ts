import type { Sentence } from '../core/sentence.ts';

/** A length of time as it is written: a number of seconds, or a text such as `4 beats`, `36 frames`, `0:02.5`. */
export type TimeInFile = number | string;

/** Seconds in each unit of time; without a tempo there are no beats. */
export interface Units {
  readonly frame: number;
  readonly beat?: number;
}

/** The smallest parts of a unit that are written. A thousandth is too short to see or hear; frames are whole. */
const parts = { seconds: 1000, beat: 1000, frame: 1 } as const;
type Unit = keyof typeof parts;

/** Less than this is only rounding error. */
const crumb = 1e-6;

/**
 * The longest time up to some seconds, as it is written in place of `like`: in the same unit, if there is a tempo for beats.
 * Negative if the seconds are.
 */
export const upTo = (seconds: number, like: TimeInFile, units: Units): string =>
  written(seconds, like, units, (count) => Math.floor(count + crumb));

/** The shortest time from some seconds on, in the same way. */
export const from = (seconds: number, like: TimeInFile, units: Units): string =>
  written(seconds, like, units, (count) => Math.ceil(count - crumb));

function written(seconds: number, like: TimeInFile, units: Units, round: (count: number) => number): string {
  const unit = unitOf(like, units);
  const one = unit === 'seconds' ? 1 : (units[unit] ?? 1);
  const count = round((seconds / one) * parts[unit]) / parts[unit];
  if (unit !== 'seconds') return `${count} ${unit}${Math.abs(count) === 1 ? '' : 's'}`;
  return isClock(like) ? clock(count) : String(count);
}

function unitOf(like: TimeInFile, { beat }: Units): Unit {
  const [, unit] = /(beat|frame)s?$/.exec(String(like)) ?? [];
  if (unit === 'beat') return beat === undefined ? 'seconds' : 'beat';
  return unit === 'frame' ? 'frame' : 'seconds';
}

const isClock = (like: TimeInFile): boolean => String(like).includes(':');

/** `0:02.5` */
function clock(seconds: number): string {
  const thousandths = Math.round(Math.abs(seconds) * 1000);
  const [minutes, rest] = [Math.floor(thousandths / 60_000), thousandths % 60_000];
  const [whole, part] = [Math.floor(rest / 1000), rest % 1000];
  const decimals = part === 0 ? '' : `.${String(part).padStart(3, '0').replace(/0+$/, '')}`;
  return `${seconds < 0 ? '-' : ''}${minutes}:${String(whole).padStart(2, '0')}${decimals}`;
}

/** A time under a key: in the text as it is written, with its seconds if that is another unit. */
export function timed(key: string, seconds: number, written: TimeInFile = seconds): Sentence {
  const rounded = Number(seconds.toFixed(3));
  const inSeconds = `${rounded} s`;
  const text =
    typeof written === 'string' && /[a-z]$/.test(written) ? `${written} (${inSeconds})` : inSeconds;
  return { text, params: { [key]: rounded } };
}
