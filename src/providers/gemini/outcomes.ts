import { say, says } from '../../core/sentence.ts';
import { cancelledJob, nothingTold } from '../http/ended-jobs.ts';
import { answerText, jobFailure, type Teller } from '../http/failures.ts';
import type { Exchange } from '../http/response.ts';
import { readProblem } from '../http/server-problem.ts';
import { unanswered } from '../http/unanswered.ts';
import type { Failure, Polled, Waiting } from '../provider.ts';
import { type Interaction, readInteraction } from './interaction.ts';

/** Times that a job must be said to be done without footage: that, its link and its usage may come late, behind words. */
const mostFilmless = 3;

/** `times`: how often the job was said to be done without footage, this time included. */
export function polledOf(exchange: Exchange, teller: Teller, times = 1): Polled {
  if (exchange.kind !== 'answered') return missingOf(exchange, teller);
  const job = readInteraction(exchange.body);
  const charged = job.charged === undefined ? {} : { charged: job.charged };
  switch (job.status) {
    case 'queued':
    case 'in_progress':
      return waitingOf(job);
    case 'completed':
      if (job.link !== undefined) return { kind: 'completed', ...charged };
      return isRefusal(job, times)
        ? { kind: 'failed', failure: refusedIn(job, teller), ...charged }
        : { ...waitingOf(job), unclear: 'footage' };
    case 'failed':
      return { kind: 'failed', failure: jobFailure(teller, job.problem), ...charged };
    case 'cancelled':
    case 'canceled':
      return cancelledJob(teller, charged);
    case 'incomplete':
    case 'budget_exceeded': {
      // What there is is paid for.
      if (job.link !== undefined) return { kind: 'completed', ...charged };
      const said = says(
        say`${{ provider: teller.provider }} stopped before the footage was done (${{ state: job.status }}).`,
      );
      return { kind: 'failed', failure: { reason: 'other', ...said, again: false }, ...charged };
    }
    case undefined:
      return nothingTold(exchange, teller);
    default:
      return { ...waitingOf(job), unclear: true };
  }
}

/** A refusal is an answer in words, for which no footage was made. */
function isRefusal({ made, words, promised }: Interaction, times: number): boolean {
  if (promised || (made !== undefined && made > 0)) return false;
  return (made === 0 || words !== undefined) && times >= mostFilmless;
}

export function isFilmless(exchange: Exchange): boolean {
  if (exchange.kind !== 'answered') return false;
  const { status, link } = readInteraction(exchange.body);
  return status === 'completed' && link === undefined;
}

const waitingOf = ({ status }: Interaction): Waiting => ({
  kind: 'waiting',
  ...(status !== undefined && { state: status }),
});

/** That there is no such interaction is told as a wrong name, with 400. */
export function missingOf(exchange: Exclude<Exchange, { kind: 'answered' }>, teller: Teller) {
  const isUnknown =
    exchange.kind === 'refused' &&
    exchange.status === 400 &&
    /invalid interaction (name|id)/i.test(readProblem(exchange.body).message ?? '');
  return isUnknown ? { kind: 'gone' as const, said: answerText(exchange) } : unanswered(exchange, teller);
}

function refusedIn({ words }: Interaction, { provider }: Teller): Failure {
  const told =
    words === undefined ? say` It did not say why.` : say` It says: ${{ cause: shortened(words) }}`;
  return {
    reason: 'moderation',
    ...says(
      say`${{ provider }} made no footage.${told}`,
      say`It refuses that way what its filters don't allow: reword the prompt, or give the segment \`fallbacks\`. Footage of your own is edited only where Google offers that, and not in the EEA, Switzerland and the UK.`,
    ),
    again: false,
  };
}

const shortened = (words: string): string => {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line.replace(/[.\s]*$/, '.');
};
