import { cancelAskedOf } from '../http/cancelled.ts';
import { cancelledJob, cancelledThere } from '../http/ended-jobs.ts';
import { brokenFailure, jobFailure, type Teller } from '../http/failures.ts';
import { objectOf } from '../http/json.ts';
import type { Exchange, RefusedCall } from '../http/response.ts';
import type { ServerProblem } from '../http/server-problem.ts';
import { unanswered } from '../http/unanswered.ts';
import type { Cancelled, Failure, Polled, Waiting } from '../provider.ts';
import { linkIn, readStatus } from './job.ts';
import { plainly, problemIn } from './problem.ts';

/** What a look at the queue says of a job; `ended`: what came of it is to be asked for. */
export function standingOf(exchange: Exchange, teller: Teller): Polled | 'ended' {
  if (exchange.kind !== 'answered') return unanswered(plainly(exchange), teller);
  const { status, position } = readStatus(exchange.body);
  switch (status) {
    case 'IN_QUEUE':
    case 'IN_PROGRESS':
      return waiting(status, position);
    case 'COMPLETED':
      return 'ended';
    case 'CANCELLED':
    case 'CANCELED':
      return cancelledJob(teller, {});
    case undefined: {
      const why = 'it tells nothing of the job';
      return { kind: 'unreachable', failure: brokenFailure(teller, { ...exchange, kind: 'garbled', why }) };
    }
    default:
      return { ...waiting(status), unclear: true };
  }
}

/** What the queue answers to whoever wants a job to end. */
export function cancelledOf(exchange: Exchange, teller: Teller): Cancelled {
  const hasEnded = 'body' in exchange && readStatus(exchange.body).status === 'ALREADY_COMPLETED';
  if (hasEnded) return { kind: 'too-late', since: 'ended' };
  const problem = exchange.kind === 'answered' ? problemIn(exchange.body) : undefined;
  return cancelAskedOf(
    problem && exchange.kind === 'answered' ? { ...exchange, body: { error: problem } } : plainly(exchange),
    teller,
  );
}

const waiting = (status: string, position?: number): Waiting => ({
  kind: 'waiting',
  state: status.toLowerCase(),
  ...(position !== undefined && { message: `${position} before it in the queue` }),
});

/** How often the same was answered in a row, the last time included, and over how many milliseconds. */
export interface SaidAgain {
  readonly times: number;
  readonly over: number;
}

export const once: SaidAgain = { times: 1, over: 0 };

/** What came of a job that has ended. */
export function resultOf(exchange: Exchange, teller: Teller, repeated: SaidAgain): Polled {
  if (exchange.kind === 'answered') {
    // A link may come late.
    if (linkIn(exchange.body) === undefined) return { ...waiting('COMPLETED'), unclear: 'footage' };
    return { kind: 'completed' };
  }
  const failed = exchange.kind === 'refused' ? failedOf(exchange, teller, repeated) : undefined;
  return failed ?? unanswered(plainly(exchange), teller);
}

/** Refusals of the question itself, which say nothing of the job. */
const ofTheQuestion: ReadonlySet<number> = new Set([401, 402, 403, 404, 405, 407, 408, 410, 423, 425, 429]);
/** What only a machine that was making the footage reports. */
const ofTheJob = /^(runner_|startup_timeout$|request_timeout$|client_cancelled$)/;

/**
 * How often it is said before it is believed, and for how long: a job that counts as failed is paid for again, and a gateway, or a
 * replica that lags behind, answers a question about one that is well with some of these statuses, too.
 */
function neededFor(status: number, problem: ServerProblem, isModels: boolean): SaidAgain {
  if (status < 500 && (isModels || status === 422 || problem.code === 'client_cancelled')) return once;
  return isOfTheJob(problem, isModels) ? { times: 3, over: 0 } : ofAnybody;
}

const ofAnybody: SaidAgain = { times: 12, over: 300_000 };

const isOfTheJob = ({ code = '' }: ServerProblem, isModels: boolean): boolean =>
  isModels || ofTheJob.test(code);

/** A job that failed answers with the status and the words of its model. */
function failedOf(
  { status, body }: RefusedCall,
  teller: Teller,
  { times, over }: SaidAgain,
): Polled | undefined {
  const problem = problemIn(body);
  if (problem === undefined || status < 400 || ofTheQuestion.has(status)) return undefined;
  const isModels = Array.isArray(objectOf(body).detail);
  const needed = neededFor(status, problem, isModels);
  if (times < needed.times || over < needed.over) return undefined;
  // https://docs.fal.ai/model-apis/faq: server errors are never charged. Whose one is that fits a gateway, too, is not certain.
  const failure = failureOf(status, problem, teller);
  if (needed === ofAnybody) return { kind: 'failed', failure: unseen(failure) };
  return status < 500 ? { kind: 'failed', failure } : { kind: 'failed', failure, charged: 0 };
}

/** Nobody pays again, without having seen this, for what may be well: neither for the same prompt nor for a fallback. */
const unseen = (failure: Failure): Failure => ({
  ...failure,
  again: false,
  ...(['other', 'invalid'].includes(failure.reason) && { reason: 'capacity' }),
});

function failureOf(status: number, problem: ServerProblem, teller: Teller): Failure {
  if (problem.code === 'client_cancelled') return cancelledThere(teller);
  const failure = jobFailure(teller, problem);
  // What a model does not accept, it does not accept later either.
  const isInvalid = failure.reason === 'other' && (status === 400 || status === 422);
  return isInvalid ? { ...failure, reason: 'invalid', again: false } : failure;
}
