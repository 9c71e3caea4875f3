import type { Sentence } from '../core/sentence.ts';

/** A length of time as it is written: a number of seconds, or a text such as `4 beats`, `36 frames`, `0:02.5`. */
export type TimeInFile = number | string;

/** How many seconds the units take that times are written in; without a tempo there are no beats. */
export interface Units {
  readonly frame: number;
  readonly beat?: number;
}

/** A thousandth is shorter than anything that is seen or heard. Of frames, only whole ones are meant. */
const parts = { seconds: 1000, beat: 1000, frame: 1 } as const;
type Unit = keyof typeof parts;

/** Less than this is no part of anything, but what is left over when fractions are added up. */
const crumb = 1e-6;

/**
 * The longest time up to some seconds as it is to be written where `like` stands: in the same unit, as far as there is a
 * tempo for beats. Negative where the seconds are.
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

/** A time under a key: for people as it is written, and in seconds where that says something else. */
export function timed(key: string, seconds: number, written: TimeInFile = seconds): Sentence {
  const rounded = Number(seconds.toFixed(3));
  const inSeconds = `${rounded} s`;
  const text =
    typeof written === 'string' && /[a-z]$/.test(written) ? `${written} (${inSeconds})` : inSeconds;
  return { text, params: { [key]: rounded } };
}
