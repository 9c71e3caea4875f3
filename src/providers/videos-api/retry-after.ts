/** Between polls, in milliseconds: what lies outside is no pace that a job is followed at. */
const paces = { least: 100, most: 60_000 };

/**
 * Milliseconds until the next poll of a job, as an answer asks for it: in `openai-poll-after-ms`, as the OpenAI SDKs
 * read it, or in `Retry-After`.
 */
export function pollAfterOf(headers: Headers, now: number): number | undefined {
  const own = Number(headers.get('openai-poll-after-ms') ?? Number.NaN);
  const wait = own > 0 ? own : retryAfterOf(headers.get('retry-after') ?? undefined, now);
  return wait === undefined ? undefined : Math.min(paces.most, Math.max(paces.least, wait));
}

/**
 * Milliseconds to wait, from a `Retry-After` header: seconds or a date. Undefined where it says nothing useful. However
 * long that is: who waits knows how long it may be.
 */
export function retryAfterOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const wait = /^\s*\d+(\.\d+)?\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) && wait > 0 ? wait : undefined;
}
