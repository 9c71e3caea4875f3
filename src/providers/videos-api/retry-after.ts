/** However long a server asks: a run that waits for longer looks hung, and what is asked for has often passed. */
const longest = 600_000;

/** Milliseconds to wait, from a `Retry-After` header: seconds or a date. Undefined where it says nothing useful. */
export function retryAfterOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const wait = /^\s*\d+(\.\d+)?\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) && wait > 0 ? Math.min(wait, longest) : undefined;
}
