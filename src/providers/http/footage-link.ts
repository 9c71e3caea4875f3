import { err, ok, type Result } from '../../core/result.ts';
import type { Downloaded, Polled } from '../provider.ts';
import type { Teller } from './failures.ts';
import { nowhere } from './own-failures.ts';
import type { Exchange } from './response.ts';

/** Where a job's footage is, by a look at it just now: the links of an earlier one may have ended. */
export function footageLink(
  exchange: Exchange,
  polled: Polled,
  { provider }: Teller,
  linkIn: (body: unknown) => string | undefined,
): Result<string, Exclude<Downloaded, { kind: 'done' }>> {
  if (polled.kind === 'unreachable' || polled.kind === 'gone') return err(polled);
  const link = exchange.kind === 'answered' ? linkIn(exchange.body) : undefined;
  return link === undefined ? err({ kind: 'unreachable', failure: nowhere(provider) }) : ok(link);
}
