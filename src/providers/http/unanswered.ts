import type { Failure, Gone } from '../provider.ts';
import { deniesJob, deniesOther } from './denial.ts';
import { answerText, brokenFailure, refusalFailure, type Teller } from './failures.ts';
import type { Exchange } from './response.ts';

/** What a question about a job that got no answer says of the job. */
export function unanswered(
  exchange: Exclude<Exchange, { kind: 'answered' }>,
  teller: Teller,
): Gone | { readonly kind: 'unreachable'; readonly failure: Failure } {
  if (exchange.kind !== 'refused') return { kind: 'unreachable', failure: brokenFailure(teller, exchange) };
  const failure = refusalFailure(teller, exchange);
  // A web page is not an answer of the API's, nor is that nothing is at this address: that may be wrong, or a proxy may speak.
  if (typeof exchange.body === 'object' && exchange.body !== null && !deniesOther(exchange.body)) {
    if (exchange.status === 404 || deniesJob(exchange)) return { kind: 'gone', said: answerText(exchange) };
    if (exchange.status === 410) return { kind: 'gone', final: true, said: answerText(exchange) };
  }
  // The job exists whatever the server answers here; only account problems need a person.
  return { kind: 'unreachable', failure: { ...failure, again: failure.reason !== 'permission' } };
}
