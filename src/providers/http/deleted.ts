import type { Deleted } from '../provider.ts';
import type { Teller } from './failures.ts';
import type { Exchange } from './response.ts';
import { unanswered } from './unanswered.ts';

/** What is already gone needn't be deleted. */
export function deletedOf(exchange: Exchange, teller: Teller): Deleted {
  if (exchange.kind === 'answered') return { kind: 'done' };
  const missing = unanswered(exchange, teller);
  return missing.kind === 'gone' ? { kind: 'done' } : missing;
}
