import type { Exchange } from './response.ts';

/**
 * An answer about a job. One that names another, as a cache or a gateway may give it, tells nothing of this one: its end would
 * be believed, and the footage paid for again.
 */
export function aboutJob(
  exchange: Exchange,
  remote: string,
  read: (body: unknown) => { readonly id?: string | undefined; readonly status?: string | undefined },
): Exchange {
  if (exchange.kind !== 'answered') return exchange;
  const { id, status = '' } = read(exchange.body);
  if (id === undefined && /fail|expired/i.test(status))
    return { ...exchange, kind: 'garbled', why: `it says ${status}, and names no job` };
  if (id === undefined || id === remote) return exchange;
  return { ...exchange, kind: 'garbled', why: `it tells of another job, ${id}`, body: undefined };
}
