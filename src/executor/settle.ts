import type { ProviderJob } from '../planner/plan.ts';
import type { Failure, Provider } from '../providers/provider.ts';
import { lostFootage, unknownSubmission, unreadable } from './diagnose.ts';
import { type Accepted, type Ending, failed, type Refused } from './ending.ts';
import type { Run } from './run.ts';

/*
 * What money may have been spent on without footage to show for it: submitted again where the provider says
 * that this is safe, and otherwise never without a person's word.
 */

const isSafe = (provider: Provider): boolean => provider.data.resubmit === 'safe';

/** An intent without an answer. */
export async function settleUnanswered(
  job: ProviderJob,
  provider: Provider,
  attempt: string,
  failure: Failure,
  run: Run,
): Promise<Refused | Ending> {
  if (!isSafe(provider)) return failed(unknownSubmission(job));
  await run.engine.store.append({ type: 'resolved', attempt, answer: 'repeatable' });
  return { kind: 'refused', failure: { ...failure, again: true } };
}

/** An accepted job that the provider does not know any more. */
export async function settleLost(
  job: ProviderJob,
  provider: Provider,
  { intent: { attempt } }: Accepted,
  message: string,
  run: Run,
): Promise<Refused | Ending> {
  await run.engine.store.append({ type: 'lost', attempt, message });
  if (!isSafe(provider)) return failed(lostFootage(job, message));
  return settleUnanswered(job, provider, attempt, { reason: 'other', message, again: true }, run);
}

/** Footage that was never delivered whole. A paid one stays accepted: the provider may mend it. */
export async function settleUnreadable(
  job: ProviderJob,
  provider: Provider,
  attempt: Accepted,
  message: string,
  run: Run,
): Promise<Refused | Ending> {
  return isSafe(provider)
    ? settleLost(job, provider, attempt, message, run)
    : failed(unreadable(job, message));
}
