import type { Submitted } from '../provider.ts';
import { brokenFailure, refusalFailure, type Teller } from './failures.ts';
import { madeNothing } from './refusal.ts';
import type { Exchange } from './response.ts';

/** What an answer of success says of a job. */
interface ToldJob {
  readonly id?: string;
  /** US dollars. */
  readonly estimate?: number;
}

/** Anything except a job's id or a definite no may have created a job. */
export function submittedOf(exchange: Exchange, teller: Teller, read: (body: unknown) => ToldJob): Submitted {
  switch (exchange.kind) {
    case 'answered': {
      const { id, estimate } = read(exchange.body);
      if (id !== undefined) {
        return { kind: 'accepted', remote: id, ...(estimate !== undefined && { estimate }) };
      }
      const why = 'it has no job id';
      return { kind: 'unknown', failure: brokenFailure(teller, { ...exchange, kind: 'garbled', why }) };
    }
    case 'refused': {
      const { id } = read(exchange.body);
      // Whatever the status is: an id is given to what was made.
      if (id !== undefined) {
        const why = `it refuses with ${exchange.status}, but names a job, ${id}`;
        return { kind: 'unknown', failure: brokenFailure(teller, { ...exchange, kind: 'garbled', why }) };
      }
      const failure = refusalFailure(teller, exchange);
      return { kind: madeNothing(exchange) ? 'rejected' : 'unknown', failure };
    }
    case 'unsent':
      return { kind: 'rejected', failure: brokenFailure(teller, exchange) };
    case 'garbled':
    case 'lost':
      return { kind: 'unknown', failure: brokenFailure(teller, exchange) };
  }
}
