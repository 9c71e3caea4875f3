import { say, says } from '../../core/sentence.ts';
import { cancelledJob, nothingTold } from '../http/ended-jobs.ts';
import { answerText, jobFailure, type Teller } from '../http/failures.ts';
import type { Exchange } from '../http/response.ts';
import type { ServerProblem } from '../http/server-problem.ts';
import { unanswered } from '../http/unanswered.ts';
import type { Failure, Gone, Polled, Waiting } from '../provider.ts';
import { readJob, type SeedanceJob } from './job.ts';

/** Footage can be downloaded for a day after it was made. Milliseconds. */
const lifetime = 24 * 3_600_000;

type Answered = Extract<Exchange, { kind: 'answered' }>;

export function polledOf(exchange: Exchange, teller: Teller): Polled {
  if (exchange.kind !== 'answered') return unanswered(exchange, teller);
  const job = readJob(exchange.body);
  const charged = job.charged === undefined ? {} : { charged: job.charged };
  switch (job.status) {
    case 'queued':
    case 'running':
      return waitingOf(job);
    case 'succeeded': {
      if (job.link !== undefined)
        return { kind: 'completed', ...expiryOf(exchange, job, teller), ...charged };
      // A link may come late, and is taken away after a day.
      return isOver(exchange) ? overOf(answerText(exchange)) : { ...waitingOf(job), unclear: 'footage' };
    }
    case 'failed':
      return { kind: 'failed', failure: failureOf(job.problem, teller), ...charged };
    case 'expired': {
      const said = says(say`${{ provider: teller.provider }} did not begin the job in time, and gave it up.`);
      return { kind: 'failed', failure: { reason: 'capacity', ...said, again: true }, ...charged };
    }
    case 'cancelled':
    case 'canceled':
      return cancelledJob(teller, charged);
    case undefined:
      return nothingTold(exchange, teller);
    default:
      return { ...waitingOf(job), unclear: true };
  }
}

const waitingOf = ({ status }: SeedanceJob): Waiting => ({
  kind: 'waiting',
  ...(status !== undefined && { state: status }),
});

/** By this machine's clock. */
function expiryOf({ date }: Answered, { updated }: SeedanceJob, { now }: Teller): { expires?: number } {
  if (updated === undefined) return {};
  return { expires: updated + lifetime + (date === undefined ? 0 : now() - date) };
}

/** Whether its day is over, by the server's own clock alone. */
export function isOver(exchange: Exchange): boolean {
  if (exchange.kind !== 'answered') return false;
  const { body, date } = exchange;
  const { updated } = readJob(body);
  return updated !== undefined && date !== undefined && date > updated + lifetime;
}

export const overOf = (said: string): Gone => ({ kind: 'gone', lifetime, said });

/**
 * Codes name what was looked at: `InputTextSensitiveContentDetected`, `OutputVideoSensitiveContentDetected.PolicyViolation`. BytePlus
 * itself says of its filter that it sometimes refuses harmless results, which another draw avoids.
 */
function failureOf(problem: ServerProblem, teller: Teller): Failure {
  const failure = jobFailure(teller, problem);
  const [, stage, what] = /^(Input|Output)(Text|Image|Video|Audio)Sensitive/.exec(problem.code ?? '') ?? [];
  if (failure.reason !== 'moderation') {
    const isInput = /^(Invalid|Missing)(Parameter|Argument)/.test(problem.code ?? '');
    return isInput ? { ...failure, reason: 'invalid', again: false } : failure;
  }
  if (stage === 'Output') {
    return {
      ...failure,
      help: 'The result was refused, not what you wrote; harmless ones sometimes are. Make it again with `redo`, reword the prompt, or use `sound: off` if it is about the sound.',
    };
  }
  return what === 'Image' || what === 'Video'
    ? {
        ...failure,
        help: 'A picture that was sent is refused: those of real people always are. Use another.',
      }
    : failure;
}
