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
