import { unreachable } from '../core/result.ts';
import type { ProviderJob } from '../planner/plan.ts';
import type { Failure, Provider, Submission } from '../providers/provider.ts';
import type { Intent } from '../store/record.ts';
import { exceedsCap, lacksRoom, priceOf, waitForTurn } from './admission.ts';
import { sourceSentAlong } from './diagnose.ts';
import { type Accepted, type Ending, failed, interrupted, type Refused } from './ending.ts';
import { gatherInputs } from './inputs.ts';
import type { Course } from './retry.ts';
import type { Run } from './run.ts';
import { send } from './send.ts';
import { settleUnanswered } from './settle.ts';

/** One submission, with its money reserved and its intent durable before, and its answer durable after. */
export async function submit(
  job: ProviderJob,
  provider: Provider,
  course: Course,
  run: Run,
): Promise<{ readonly kind: 'accepted'; readonly attempt: Accepted } | Refused | Ending> {
  const { store, random, emit, clock } = run.engine;
  const barred = await waitForTurn(job, run);
  if (barred) return barred;
  const inputs = await gatherInputs(job, run);
  if (!inputs.ok) return failed(inputs.error);
  const tight = await lacksRoom(job, run);
  if (tight) return failed(tight);

  const intent = intentOf(job, course, random.id(), run);
  // Nothing may come between this check and `append`, which reserves at once.
  const tooMuch = exceedsCap(job, intent.price, run);
  if (tooMuch) return failed(tooMuch);
  await store.append(intent);
  const { attempt } = intent;
  if (run.signal.aborted) {
    await store.append({ type: 'resolved', attempt, answer: 'not-created' });
    return interrupted;
  }

  const { id, segment, take, kind } = job;
  emit({ type: 'job-started', job: id, segment, take, kind, attempt: course.attempt });
  const sentAt = clock.now();
  const submitted = await send(provider, intent, inputs.value, run);
  switch (submitted?.kind) {
    case undefined:
      return interrupted;
    case 'accepted': {
      const { remote } = submitted;
      return { kind: 'accepted', attempt: { kind: 'accepted', intent, remote, since: clock.now() } };
    }
    case 'rejected':
      return refusal(job, submitted.failure, inputs.value, run);
    case 'unknown':
      return settleUnanswered(job, provider, { kind: 'open', intent, since: sentAt }, submitted.failure, run);
    default:
      return unreachable(submitted);
  }
}

/** Footage that is named by its id may not be at its provider any more: it is at hand, and goes along the next time. */
function refusal(job: ProviderJob, failure: Failure, inputs: Submission['inputs'], run: Run): Refused {
  const named = [...inputs.values()].flatMap(({ remote }) => remote ?? []);
  if (failure.reason !== 'invalid' || named.length === 0) return { kind: 'refused', failure };
  for (const remote of named) run.goneSources.add(remote);
  return { kind: 'refused', failure, onceMore: sourceSentAlong(job, failure.message) };
}

function intentOf(job: ProviderJob, course: Course, attempt: string, run: Run): Intent {
  const fallback = job.fallbacks[course.prompt - 1];
  return {
    type: 'intent',
    attempt,
    kind: job.kind,
    storyboard: run.settings.storyboardName,
    segment: job.segment,
    take: job.take,
    link: job.link,
    fingerprint: job.fingerprint,
    request: job.request,
    ...(fallback !== undefined && { fallback }),
    price: priceOf(job, run),
  };
}
