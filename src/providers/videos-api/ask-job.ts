import { objectOf } from '../http/json.ts';
import type { Exchange, RefusedCall } from '../http/response.ts';
import { jobIn } from './answer/envelope.ts';
import { ownId } from './answer/job-id.ts';
import { readVideo } from './answer/read-video.ts';
import type { Ask } from './exchange.ts';
import { jobQuestion } from './question.ts';

/**
 * Asks what became of a job. vLLM-Omni answers about one that failed with the status of its failure, and with the job itself
 * as the body: that is an answer.
 */
export async function askJob(ask: Ask, remote: string, signal: AbortSignal): Promise<Exchange> {
  const exchange = await ask(jobQuestion(remote), signal);
  return exchange.kind === 'refused' && isFailedJob(exchange, remote)
    ? { ...exchange, kind: 'answered' }
    : exchange;
}

/** Statuses that are of the call, unless its body has them for the code of the failure: the key, the rate, that there is no such job, and a gateway's own. */
const ofCall: ReadonlySet<number> = new Set([401, 403, 404, 408, 410, 429, 502, 504]);

function isFailedJob({ status, body }: RefusedCall, remote: string): boolean {
  const job = jobIn(body, remote);
  if (ownId(job) !== remote || readVideo(body, remote).status !== 'failed') return false;
  return !ofCall.has(status) || objectOf(job.error).code === status;
}
