import { countingAt, frameAt } from '../../core/timecode.ts';
import { nearestRate } from '../rate.ts';
import { inDigits, numberMeant } from './scalars.ts';

/** A time in units that other programs use: `500ms`, `1m30s`, `12f`, and timecode with frames at its end. */
export function timeMeant(written: string, fps: number): number | string | undefined {
  const text = inDigits(written.trim().toLowerCase());
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/.exec(text) ?? [];
  if (/^(ms|msecs?|milliseconds?)$/.test(unit)) return Number(count) / 1000;
  if (/^(f|fr|frs|frames?)$/.test(unit)) return `${count} frames`;
  if (/^(b|bt|bts|beats?)$/.test(unit)) return `${count} beats`;
  return timecode(text, fps) ?? clock(text) ?? inMinutes(text);
}

/** `00:00:02:12`, or drop-frame `00:01:00;02`. Colons count every number. */
function timecode(text: string, fps: number): string | undefined {
  const [, ...parts] = /^(\d+):([0-5]\d):([0-5]\d)[:;](\d\d)$/.exec(text) ?? [];
  const [hours = 0, minutes = 0, seconds = 0, frames = fps] = parts.map(Number);
  const { base, drop } = countingAt(fps);
  if (frames >= base) return undefined;
  return `${frameAt([hours, minutes, seconds, frames], { base, drop: drop && text.includes(';') })} frames`;
}

/** `1:30s` */
const clock = (text: string): string | undefined =>
  /^((?:\d+:)?\d+:\d\d(?:\.\d+)?)\s*(?:s|secs?|min)$/.exec(text)?.[1];

/** `1m30s`, `1.5 min`, `1h` */
function inMinutes(text: string): number | undefined {
  const form =
    /^(?:(?<hours>[\d.]+)\s*h(?:ours?|rs?)?)?\s*(?:(?<minutes>[\d.]+)\s*m(?:in|ins|inutes?)?)?\s*(?:(?<seconds>[\d.]+)\s*s(?:ecs?|econds?)?)?$/;
  const { hours = 0, minutes = 0, seconds = 0 } = form.exec(text)?.groups ?? {};
  const all = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return all > 0 ? all : undefined;
}

/** A percentage or a factor of the loudness in decibels: `50%`, `2x`. */
function decibels(text: string): string | undefined {
  const factor = factorIn(text);
  return factor ? `${Math.round(200 * Math.log10(factor)) / 10 || 0} dB` : undefined;
}

function factorIn(text: string): number | undefined {
  const [, count, unit] = /^\+?(\d+(?:[.,]\d+)?)\s*(%|percent|x|×)$/i.exec(text.trim()) ?? [];
  if (count === undefined) return undefined;
  return Number(count.replace(',', '.')) / (unit === '%' || unit === 'percent' ? 100 : 1);
}

/** `30000/1001`, `24p`, `29.97 DF`, `60i` (two fields a frame), `NTSC` */
function rateMeant(text: string): number | undefined {
  const plain = text.trim().toLowerCase();
  const known = standards[plain];
  if (known !== undefined) return known;
  const [, over, under] = /^(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)$/.exec(plain) ?? [];
  const [, count, unit = ''] =
    /^(\d+(?:[.,]\d+)?)\s*(p|i|fps|hz|(?:n?df|(?:non-?)?drop)(?:[ -]?frame)?)?$/.exec(plain) ?? [];
  const rate = over === undefined ? numberMeant(count ?? plain) : Number(over) / Number(under);
  return rate === undefined || !Number.isFinite(rate)
    ? undefined
    : nearestRate(unit === 'i' ? rate / 2 : rate);
}

const standards: Readonly<Record<string, number>> = { ntsc: 29.97, pal: 25, secam: 25, film: 24, cinema: 24 };

const numberBefore =
  (unit: RegExp) =>
  (text: string): number | undefined =>
    unit.test(text) ? numberMeant(text.replace(unit, '')) : undefined;

/** Keys whose values people write in special units. */
const units: Readonly<Record<string, (text: string) => number | string | undefined>> = {
  volume: decibels,
  speed: factorIn,
  tempo: numberBefore(/\s*(bpm|beats(\/| per | a )min(ute)?)$/i),
  fps: rateMeant,
};

/** The value in the unit that the language uses for this key. */
export const inOwnUnit = (key: string, value: unknown): number | string | undefined =>
  typeof value === 'string' && Object.hasOwn(units, key) ? units[key]?.(value) : undefined;
