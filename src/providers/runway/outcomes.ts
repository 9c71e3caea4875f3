import { say, says } from '../../core/sentence.ts';
import { brokenFailure, jobFailure, refusalFailure, type Teller } from '../http/failures.ts';
import { madeNothing } from '../http/refusal.ts';
import type { Exchange } from '../http/response.ts';
import { unanswered } from '../http/unanswered.ts';
import type { Deleted, Failure, Polled, Submitted, Waiting } from '../provider.ts';
import { type RunwayJob, readJob } from './job.ts';

/** Anything except a job's id or a definite no may have created a job. */
export function submittedOf(exchange: Exchange, teller: Teller): Submitted {
  switch (exchange.kind) {
    case 'answered': {
      const { id, estimate } = readJob(exchange.body);
      if (id !== undefined) {
        return { kind: 'accepted', remote: id, ...(estimate !== undefined && { estimate }) };
      }
      const why = 'it has no job id';
      return { kind: 'unknown', failure: brokenFailure(teller, { ...exchange, kind: 'garbled', why }) };
    }
    case 'refused': {
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

export function polledOf(exchange: Exchange, teller: Teller): Polled {
  if (exchange.kind !== 'answered') return unanswered(exchange, teller);
  const job = readJob(exchange.body);
  const charged = job.charged === undefined ? {} : { charged: job.charged };
  switch (job.status) {
    case 'PENDING':
    case 'THROTTLED':
    case 'RUNNING':
      return waitingOf(job);
    case 'SUCCEEDED':
      // A link may come late.
      if (job.links.length === 0) return { ...waitingOf(job), unclear: true };
      return { kind: 'completed', ...charged };
    case 'FAILED':
      return { kind: 'failed', failure: failureOf(job, teller), ...charged };
    case 'CANCELLED': {
      const said = says(say`The job was cancelled at ${{ provider: teller.provider }}.`);
      return { kind: 'failed', failure: { reason: 'other', ...said, again: false }, ...charged };
    }
    case undefined: {
      const why = 'it tells nothing of the job';
      return { kind: 'unreachable', failure: brokenFailure(teller, { ...exchange, kind: 'garbled', why }) };
    }
    default:
      return { ...waitingOf(job), unclear: true };
  }
}

const waitingOf = ({ status, progress }: RunwayJob): Waiting => ({
  kind: 'waiting',
  ...(progress !== undefined && { progress }),
  ...(status !== undefined && { state: status.toLowerCase() }),
});

/** https://docs.dev.runwayml.com/errors/task-failures/: the codes are an open set; `SAFETY` is moderation. */
function failureOf({ failure: message, failureCode: code }: RunwayJob, teller: Teller): Failure {
  const problem = { ...(code !== undefined && { code }), ...(message !== undefined && { message }) };
  const failure = jobFailure(teller, problem);
  return code?.startsWith('ASSET.') ? { ...failure, reason: 'invalid', again: false } : failure;
}

/** What is already gone needn't be deleted. */
export function deletedOf(exchange: Exchange, teller: Teller): Deleted {
  if (exchange.kind === 'answered') return { kind: 'done' };
  const missing = unanswered(exchange, teller);
  return missing.kind === 'gone' ? { kind: 'done' } : missing;
}
