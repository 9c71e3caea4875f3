import { say, says } from '../../core/sentence.ts';
import type { Deleted, Gone } from '../provider.ts';
import { answerText, type Teller, toldFailure } from './failures.ts';
import { membersNamed, objectOf } from './json.ts';
import { isNotFound } from './problem-words.ts';
import { statusOfWords, statusToldIn } from './refusal.ts';
import type { Exchange } from './response.ts';
import { hasProblem, readProblem } from './server-problem.ts';
import { unanswered } from './unanswered.ts';

/** What an answer to a call that deletes a job says. Some servers refuse with a status of success. */
export function removedOf(exchange: Exchange, teller: Teller, missingOf = unanswered): Deleted | Gone {
  if (exchange.kind !== 'answered') return missingOf(exchange, teller);
  const { body } = exchange;
  if (deniesAny(body, ['deleted', 'success'])) {
    const said = says(say`${{ provider: teller.provider }} answered that it deleted nothing.`);
    return { kind: 'unreachable', failure: { reason: 'other', ...said, again: false } };
  }
  if (!hasProblem(body)) return { kind: 'done' };
  const problem = readProblem(body);
  const status = statusToldIn(body) ?? statusOfWords(problem);
  if (status === 404 || isNotFound(problem)) return { kind: 'gone', said: answerText(exchange) };
  return { kind: 'unreachable', failure: { ...toldFailure(teller, body, status, exchange), again: false } };
}

/** Whether an answer says no by one of these members, and nothing more. */
export const deniesAny = (body: unknown, names: readonly string[]): boolean =>
  membersNamed(objectOf(body), names).includes(false) && readProblem(body).message === undefined;

/** What is already gone needn't be deleted. */
export function deletedOf(exchange: Exchange, teller: Teller, missingOf = unanswered): Deleted {
  const removed = removedOf(exchange, teller, missingOf);
  return removed.kind === 'gone' ? { kind: 'done' } : removed;
}
