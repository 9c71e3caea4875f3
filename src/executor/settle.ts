import { unreachable } from '../core/result.ts';
import type { Failure } from '../providers/provider.ts';
import { exceedsCap, isSafe, priceToSubmit } from './admission.ts';
import {
  footagePaidAgain,
  lostFootage,
  soughtSubmission,
  unknownSubmission,
  unreadable,
} from './diagnose.ts';
import {
  type Accepted,
  type Ending,
  failed,
  type Open,
  type Overtaken,
  type Refused,
  type UnderWay,
} from './ending.ts';
import { findSubmission } from './find-submission.ts';
import type { Making, Run } from './run.ts';

/*
 * What money may have been spent on without footage to show for it: submitted again where the provider's data
 * says that this is safe or its list that nothing was created, and otherwise never without a person's word.
 */

/** An intent without an answer. */
export async function settleUnanswered(
  making: Making,
  attempt: Open,
  failure: Failure,
): Promise<UnderWay | Overtaken | Refused | Ending> {
  const { job, provider, run } = making;
  const { intent } = attempt;
  if (isSafe(provider)) return repeat(intent.attempt, failure, run);
  if (provider.list === undefined) return failed(unknownSubmission(job, failure));
  const search = { list: provider.list, sought: soughtSubmission(job, failure) };
  const found = await findSubmission(making, attempt, search);
  switch (found.kind) {
    case 'accepted':
    case 'overtaken':
    case 'stopped':
      return found;
    case 'unsure':
      return failed(unknownSubmission(job, failure, found.candidates));
    case 'not-created':
      await run.engine.store.append({ type: 'resolved', attempt: intent.attempt, answer: 'not-created' });
      return { kind: 'refused', failure: { ...failure, again: true } };
    default:
      return unreachable(found);
  }
}

/** An accepted job that the provider no longer has. */
export async function settleGone(
  making: Making,
  { intent: { attempt } }: Accepted,
  message: string,
): Promise<Refused | Ending> {
  await making.run.engine.store.append({ type: 'lost', attempt, message });
  return settleLost(making, attempt, message);
}

/** An attempt that is recorded as lost: paid for again if a person agreed to that in advance, once per job and run. */
export async function settleLost(
  making: Making,
  attempt: string,
  message: string,
): Promise<Refused | Ending> {
  const { job, provider, run } = making;
  const failure = { reason: 'other', message, again: true } as const;
  if (isSafe(provider)) return repeat(attempt, failure, run);
  if (!run.settings.payAgain || run.paidAgain.has(job.id)) return failed(lostFootage(job, message));
  // Gives up only what can be paid for.
  const tooMuch = exceedsCap(making, priceToSubmit(making));
  if (tooMuch) return failed(tooMuch);
  run.paidAgain.add(job.id);
  await run.engine.store.append({ type: 'resolved', attempt, answer: 'abandoned' });
  return { kind: 'refused', failure, onceMore: footagePaidAgain(job, message) };
}

/** Footage that was never delivered intact. If it is paid, it stays accepted: the provider may fix it. */
export function settleUnreadable(
  making: Making,
  attempt: Accepted,
  message: string,
): Promise<Refused | Ending> {
  return isSafe(making.provider)
    ? settleGone(making, attempt, message)
    : Promise.resolve(failed(unreadable(making.job, message)));
}

async function repeat(attempt: string, failure: Failure, run: Run): Promise<Refused> {
  await run.engine.store.append({ type: 'resolved', attempt, answer: 'repeatable' });
  return { kind: 'refused', failure: { ...failure, again: true } };
}
