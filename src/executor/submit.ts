import { unreachable } from '../core/result.ts';
import { stopwatch } from '../core/stopwatch.ts';
import type { Failure, Submission } from '../providers/provider.ts';
import type { Intent } from '../store/record.ts';
import type { Reserved } from '../store/store.ts';
import { capOf, lacksRoom, priceToSubmit, waitForTurn } from './admission.ts';
import { overBudget, overSharedBudget, sourceSentAlong, unknownToOthers } from './diagnose.ts';
import { type Ending, failed, interrupted, type Overtaken, type Refused, type UnderWay } from './ending.ts';
import { gatherInputs } from './inputs.ts';
import { whereabouts } from './relocated.ts';
import { type Course, haltsProvider } from './retry.ts';
import { type Making, orAborted } from './run.ts';
import { SENT_WITHIN } from './seek.ts';
import { send } from './send.ts';
import { settleUnanswered } from './settle.ts';

/** One submission: its money is reserved and its intent durable before, its answer durable after. */
export async function submit(
  making: Making,
  course: Course,
): Promise<UnderWay | Overtaken | Refused | Ending> {
  const { job, provider, run } = making;
  const { store, random, emit, clock } = run.engine;
  const barred = await waitForTurn(making);
  if (barred) return barred;
  const unsent = await uploadBefore(making);
  if (unsent) return unsent;
  const inputs = await gatherInputs(making);
  if (!inputs.ok) return failed(inputs.error);
  const tight = await lacksRoom(making);
  if (tight) return failed(tight);

  const intent = intentOf(making, course, random.id());
  const sinceIntent = stopwatch(clock);
  const reserved = await store.reserve(intent, capOf(making, intent.price));
  if (reserved.kind !== 'reserved') return notReserved(making, intent.price, reserved);
  const { attempt } = intent;
  const untold = run.engine.account?.(job.request.provider)?.untold(attempt);
  if (run.signal.aborted || untold !== undefined) {
    await store.append({ type: 'resolved', attempt, answer: 'not-created' });
    return untold === undefined ? interrupted : failed(unknownToOthers(making, untold));
  }

  const late = sinceIntent();
  if (late > SENT_WITHIN) {
    await store.append({ type: 'resolved', attempt, answer: 'not-created' });
    return { kind: 'refused', failure: tooLate(late) };
  }

  const { id, segment, take, kind } = job;
  emit({ type: 'job-started', job: id, segment, take, kind, attempt: course.attempt });
  const sentAt = clock.now();
  const maySend = (): boolean => sinceIntent() <= SENT_WITHIN;
  const sent = await send(making, intent, { inputs: inputs.value, maySend });
  if (sent === undefined) return interrupted;
  const { answer: submitted, at: since } = sent;
  switch (submitted.kind) {
    case 'accepted': {
      const { kind: _, ...known } = submitted;
      return { kind: 'accepted', attempt: { kind: 'accepted', intent, ...known, since } };
    }
    case 'rejected':
      return refusal(making, submitted.failure, inputs.value);
    case 'unknown':
      // Others would be answered in the same way, and somebody had to be asked about each.
      if (haltsProvider(submitted.failure)) run.halt(job.id, provider.data.name);
      return settleUnanswered(making, { kind: 'open', intent, since: sentAt }, submitted.failure);
    default:
      return unreachable(submitted);
  }
}

function notReserved(
  making: Making,
  price: number,
  reserved: Exclude<Reserved, { kind: 'reserved' }>,
): Overtaken | Ending {
  switch (reserved.kind) {
    case 'overtaken':
      return reserved;
    case 'over-cap':
      return failed(overBudget(making.job, price, reserved.money, reserved.cap));
    case 'over-budget':
      return failed(overSharedBudget(making.job, price, reserved));
    default:
      return unreachable(reserved);
  }
}

/** Large files may take minutes. Whatever happens meanwhile, nobody has to ask whether something was paid for. */
async function uploadBefore(making: Making): Promise<Refused | Ending | undefined> {
  const { job, provider, run } = making;
  if (provider.upload === undefined) return undefined;
  const inputs = await gatherInputs(making);
  if (!inputs.ok) return failed(inputs.error);
  if (inputs.value.size === 0) return undefined;
  const uploading = provider.upload({ request: job.request, inputs: inputs.value }, run.signal);
  const uploaded = await orAborted(uploading, run.signal);
  if (uploaded === undefined || run.signal.aborted) return interrupted;
  return uploaded.kind === 'refused' ? { kind: 'refused', failure: uploaded.failure } : undefined;
}

/** Whoever looks for its job after a crash believes that it was sent soon after its intent. */
const tooLate = (ms: number): Failure => ({
  reason: 'other',
  message: `It took ${Math.round(ms / 1000)} s until the journal was on disk, so nothing was sent.`,
  again: true,
});

/** Footage sent by id may no longer be at its provider: it is in the store, so the next attempt sends the file. */
function refusal({ job, run }: Making, failure: Failure, inputs: Submission['inputs']): Refused {
  const named = [...inputs.values()].flatMap(({ remote }) => remote ?? []);
  if (failure.reason !== 'invalid' || named.length === 0) return { kind: 'refused', failure };
  for (const remote of named) run.goneSources.add(remote);
  return { kind: 'refused', failure, onceMore: sourceSentAlong(job, failure.message) };
}

function intentOf(making: Making, course: Course, attempt: string): Intent {
  const { job, run } = making;
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
    price: priceToSubmit(making),
    ...whereabouts(making),
  };
}
