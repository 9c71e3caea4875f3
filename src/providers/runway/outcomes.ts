import { cancelledJob, nothingTold } from '../http/ended-jobs.ts';
import { jobFailure, type Teller } from '../http/failures.ts';
import type { Exchange } from '../http/response.ts';
import { unanswered } from '../http/unanswered.ts';
import type { Failure, Polled, Waiting } from '../provider.ts';
import { type RunwayJob, readJob } from './job.ts';

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
      if (job.links.length === 0) return { ...waitingOf(job), unclear: 'footage' };
      return { kind: 'completed', ...charged };
    case 'FAILED':
      return { kind: 'failed', failure: failureOf(job, teller), ...charged };
    case 'CANCELLED':
    case 'CANCELED':
      return cancelledJob(teller, charged);
    case undefined:
      return nothingTold(exchange, teller);
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
