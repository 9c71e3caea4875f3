import { objectOf, textOf } from './json.ts';

/** Limits of the time between polls, in milliseconds. */
const paces = { least: 100, most: 60_000 };

/**
 * Milliseconds until the next poll of a job, as a response asks: in `openai-poll-after-ms`, like the OpenAI SDKs, or in
 * `Retry-After`.
 */
export function pollAfterOf(headers: Headers, now: number): number | undefined {
  const own = Number(headers.get('openai-poll-after-ms') ?? Number.NaN);
  const wait = own > 0 ? own : retryAfterOf(headers.get('retry-after') ?? undefined, now);
  return wait === undefined ? undefined : Math.min(paces.most, Math.max(paces.least, wait));
}

/**
 * Milliseconds to wait, from a `Retry-After` header: seconds or a date. Undefined if it is useless. Not capped: the
 * caller does that.
 */
export function retryAfterOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const wait = /^\s*\d+(\.\d+)?\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) && wait > 0 ? wait : undefined;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** The same where the body says it, in words with a unit: `Please retry in 34.07s`, `Try again in 5 seconds`, `retryDelay: "34s"`. */
export function waitIn(body: unknown): number | undefined {
  const outer = objectOf(body);
  const { message = outer.message, details } = objectOf(outer.error);
  const delays = Array.isArray(details) ? details.map((one) => textOf(objectOf(one).retryDelay)) : [];
  const said = [...delays, ...[message, outer.error, outer.detail].map(waitSaid)];
  return said
    .flatMap((text) => {
      const [, figure, unit = ''] = /^(\d+(?:\.\d+)?) ?(ms|s|m)/i.exec(text ?? '') ?? [];
      return figure === undefined ? [] : [Number(figure) * (units[unit.toLowerCase()] ?? 1000)];
    })
    .find((wait) => wait > 0);
}

const waitSaid = (text: unknown): string | undefined =>
  /\b(?:try again|retry) (?:in|after) (\d+(?:\.\d+)? ?(?:ms|milliseconds?|s|sec\w*|m|min\w*)\b)/i.exec(
    textOf(text) ?? '',
  )?.[1];
