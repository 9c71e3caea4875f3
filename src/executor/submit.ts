import type { Diagnostic } from '../core/diagnostic.ts';
import { unreachable } from '../core/result.ts';
import type { ProviderJob } from '../planner/plan.ts';
import type { Provider } from '../providers/provider.ts';
import type { Intent } from '../store/record.ts';
import { overBudget, problem } from './diagnose.ts';
import { type Accepted, type Ending, failed, interrupted, type Refused } from './ending.ts';
import { gatherInputs } from './inputs.ts';
import { type Course, LONGEST_RETRY_AFTER } from './retry.ts';
import { orAborted, type Run } from './run.ts';
import { settleUnanswered } from './settle.ts';

/** Bytes that a second of footage may need: 20 Mbit/s, once as downloaded and once in the cut. */
const BYTES_PER_SECOND = 5_000_000;
const SPARE_BYTES = 64_000_000;

/** One submission, with its money reserved and its intent durable before, and its answer durable after. */
export async function submit(
  job: ProviderJob,
  provider: Provider,
  course: Course,
  run: Run,
): Promise<{ readonly kind: 'accepted'; readonly attempt: Accepted } | Refused | Ending> {
  const { store, random, emit } = run.engine;
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
  const request = intent.fallback === undefined ? job.request : { ...job.request, prompt: intent.fallback };
  const account = run.pacers.account(job.request.provider);
  const sentAt = run.engine.clock.now();
  const answer = provider.submit({ attempt, request, inputs: inputs.value }, run.patience);
  const submitted = await orAborted(answer, run.patience);
  switch (submitted?.kind) {
    case undefined:
      return interrupted;
    case 'accepted': {
      const { remote } = submitted;
      account.faster();
      await store.append({ type: 'accepted', attempt, remote });
      return {
        kind: 'accepted',
        attempt: { kind: 'accepted', intent, remote, since: run.engine.clock.now() },
      };
    }
    case 'rejected': {
      const { reason, message, retryAfter } = submitted.failure;
      if (reason === 'rate') account.slower(sentAt, retryAfter && Math.min(retryAfter, LONGEST_RETRY_AFTER));
      await store.append({ type: 'rejected', attempt, reason, message });
      return { kind: 'refused', failure: submitted.failure };
    }
    case 'unknown':
      return settleUnanswered(job, provider, attempt, submitted.failure, run);
    default:
      return unreachable(submitted);
  }
}

/** No faster than model and account allow; a reason where nothing may be submitted at all. */
async function waitForTurn(job: ProviderJob, run: Run): Promise<Ending | undefined> {
  const { provider, model } = job.request;
  const { pacers, signal } = run;
  for (const pacer of [pacers.model(provider, model), pacers.account(provider)]) {
    const because = run.haltedBy(provider);
    if (because !== undefined) return { kind: 'stopped', because };
    await pacer.turn(job, signal);
    if (signal.aborted) return interrupted;
  }
  const because = run.haltedBy(provider);
  return because === undefined ? undefined : { kind: 'stopped', because };
}

function intentOf(job: ProviderJob, course: Course, attempt: string, run: Run): Intent {
  const fallback = job.fallbacks[course.prompt - 1];
  // A job that the plan found in flight costs nothing to finish, but what it cost to begin if it has to begin again.
  const before = run.engine.store.attempt(job.fingerprint)?.intent.price ?? 0;
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
    price: Math.max(job.cost, before),
  };
}

function exceedsCap(job: ProviderJob, price: number, run: Run): Diagnostic | undefined {
  const { storyboardName, maxCost } = run.settings;
  const committed = run.engine.store.holdings(storyboardName).spent;
  // Sums of decimal fractions are off by some 1e-15; a cap met exactly is kept.
  if (maxCost === undefined || price === 0 || committed + price <= maxCost + 1e-9) return undefined;
  return overBudget(job, price, committed, maxCost);
}

async function lacksRoom(job: ProviderJob, run: Run): Promise<Diagnostic | undefined> {
  const { store } = run.engine;
  const needed = SPARE_BYTES + job.holds * BYTES_PER_SECOND * run.settings.concurrency;
  if ((await store.files.free(store.folder)) >= needed) return undefined;
  const megabytes = Math.ceil(needed / 1e6);
  return problem(
    job,
    'disk-full',
    `Less than ${megabytes} MB are free for the footage.`,
    'Make room, then run again.',
  );
}
