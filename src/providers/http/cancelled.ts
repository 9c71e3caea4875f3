import { say, says } from '../../core/sentence.ts';
import type { Cancelled, Polled } from '../provider.ts';
import { deniesAny, removedOf } from './deleted.ts';
import { type Teller, toldFailure } from './failures.ts';
import { statusOfWords, statusToldIn } from './refusal.ts';
import type { Exchange } from './response.ts';
import { hasProblem, readProblem } from './server-problem.ts';
import { unanswered } from './unanswered.ts';

/** States of jobs that can be ended: those of which nothing is made within the time of a call, and others. */
interface Endable {
  readonly waiting: readonly string[];
  readonly begun?: readonly string[];
}

/**
 * Cancels a job where the call that does so would delete one that has ended, with footage that is paid for: only one that was
 * just seen to wait, unless a person wants it `anyway`. That there is no such job is no proof that it ended.
 */
export async function cancelByRemoving(
  polled: Polled,
  { waiting, begun = [] }: Endable,
  {
    remove,
    anyway = false,
  }: { readonly remove: () => Promise<Exchange>; readonly anyway?: boolean | undefined },
  teller: Teller,
): Promise<Cancelled> {
  switch (polled.kind) {
    case 'waiting': {
      const state = polled.state ?? '';
      const isRisky = begun.includes(state);
      if (!isRisky && !waiting.includes(state)) return { kind: 'too-late', since: 'begun' };
      if (isRisky && !anyway) return { kind: 'risky' };
      const removed = removedOf(await remove(), teller);
      return removed.kind === 'done' ? { kind: 'asked', final: true } : removed;
    }
    case 'completed':
    case 'failed':
      return { kind: 'too-late', since: 'ended' };
    case 'unreachable':
    case 'gone':
      return polled;
  }
}

/** What an answer to a call that only cancels says. Some servers refuse with a status of success. */
export function cancelAskedOf(exchange: Exchange, teller: Teller, missingOf = unanswered): Cancelled {
  if (exchange.kind !== 'answered') return missingOf(exchange, teller);
  const { body } = exchange;
  if (deniesAny(body, ['cancelled', 'canceled', 'success'])) {
    const said = says(say`${{ provider: teller.provider }} answered that it cancelled nothing.`);
    return { kind: 'unreachable', failure: { reason: 'other', ...said, again: false } };
  }
  if (!hasProblem(body)) return { kind: 'asked' };
  const status = statusToldIn(body) ?? statusOfWords(readProblem(body));
  return { kind: 'unreachable', failure: { ...toldFailure(teller, body, status, exchange), again: false } };
}
