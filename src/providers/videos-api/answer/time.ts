import { numberOf } from '../../http/json.ts';

/** As in `2026-11-29T17:00:00.5+01:00`, `2026/11/29 17:00` and `20261129170000`. */
const date =
  /^(\d{4})([-/]?)(\d\d)\2(\d\d)[T ]?(\d\d):?(\d\d)(?::?(\d\d)([.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i;
/** As in HTTP: `Sun, 29 Nov 2026 17:00:00 GMT`. */
const ofHttp = /^\w{3}, \d\d? \w{3} \d{4} \d\d:\d\d:\d\d (GMT|UTC|[+-]\d{4})$/;

/**
 * Milliseconds since 1970. Servers count seconds, or fractions of one, or write a date: without a zone, they mean UTC. What is
 * neither is no time: a date that was read as a number would be in 1970, and its job seem older than any.
 */
export function timeOf(value: unknown): number | undefined {
  const text = String(value).trim();
  const said = date.exec(text);
  if (said && isYear(said[1])) return dateOf(said);
  if (ofHttp.test(text)) return known(Date.parse(text));
  if (typeof value === 'string' && !/^[\d.]+(e\+?\d+)?$/i.test(text)) return undefined;
  const time = numberOf(value);
  if (time === undefined || time <= 0) return undefined;
  // What would be the year 5138 in seconds is in milliseconds, and so on.
  if (time > 1e17) return time / 1e6;
  if (time > 1e14) return time / 1e3;
  return time > 1e11 ? time : time * 1000;
}

const isYear = (text: string | undefined): boolean => /^20\d\d$/.test(text ?? '');

function dateOf([, year, , month, day, hour, minute, second = '00', part = '', zone = 'Z']: RegExpExecArray):
  | number
  | undefined {
  const offset = /^(UTC|GMT)$/i.test(zone) ? 'Z' : zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const fraction = part.replace(',', '.').slice(0, 4);
  return known(
    Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${offset.toUpperCase()}`),
  );
}

const known = (time: number): number | undefined => (Number.isNaN(time) ? undefined : time);
