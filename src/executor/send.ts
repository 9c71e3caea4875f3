import { unreachable } from '../core/result.ts';
import type { Submission, Submitted } from '../providers/provider.ts';
import type { Intent } from '../store/record.ts';
import { withBelievedEstimate } from './estimate.ts';
import { withOwnId } from './repeated-id.ts';
import { askedWait } from './retry.ts';
import { type Making, orAborted, type Run } from './run.ts';

/** Milliseconds. */
const AFTER_PATIENCE = 200;

/** `at`: when the answer came, before it was durable, in milliseconds since 1970. */
interface Sent {
  readonly answer: Submitted;
  readonly at: number;
}

/**
 * The only exchange that may cost money; its answer is durable afterwards. Undefined if the run's patience ended first.
 * Until the store has the answer, the intent counts as being submitted.
 */
export async function send(
  making: Making,
  intent: Intent,
  sending: Pick<Submission, 'inputs' | 'maySend'>,
): Promise<Sent | undefined> {
  const { provider, run } = making;
  const { attempt, fallback, request: asked } = intent;
  const request = fallback === undefined ? asked : { ...asked, prompt: fallback };
  const sentAt = run.engine.clock.now();
  run.submitting.add(intent);
  run.sent.add(attempt);
  try {
    const submitting = provider.submit({ attempt, request, ...sending }, run.patience);
    const submitted = (await orAborted(submitting, run.patience)) ?? (await definite(submitting, run));
    if (submitted === undefined) return undefined;
    const at = run.engine.clock.now();
    learnPace(submitted, request.provider, sentAt, run);
    const believed = withBelievedEstimate(await withOwnId(submitted, making, intent), making, intent);
    await record(believed, attempt, run);
    return { answer: believed, at };
  } finally {
    run.submitting.delete(intent);
  }
}

/** What is definite once the run's patience has ended: to be stopped tells an adapter at once whether it had sent anything. */
async function definite(submitting: Promise<Submitted>, { engine }: Run): Promise<Submitted | undefined> {
  const over = new AbortController();
  const none = engine.clock.sleep(AFTER_PATIENCE, over.signal).then(() => undefined);
  // To throw is to say nothing.
  const told = submitting.catch(() => undefined);
  const submitted = await Promise.race([told, none]).finally(() => over.abort());
  return submitted?.kind === 'unknown' ? undefined : submitted;
}

function learnPace(submitted: Submitted, provider: string, sentAt: number, run: Run): void {
  const account = run.pacers.account(provider);
  if (submitted.kind === 'accepted') account.faster();
  if (submitted.kind !== 'rejected' || submitted.failure.reason !== 'rate') return;
  const asked = askedWait(submitted.failure);
  account.slower(sentAt, asked);
  const { clock } = run.engine;
  if (asked > 0) run.engine.account?.(provider)?.pause(clock.now() + asked);
}

async function record(submitted: Submitted, attempt: string, { engine: { store } }: Run): Promise<void> {
  switch (submitted.kind) {
    case 'accepted': {
      const { remote, estimate } = submitted;
      return store.append({ type: 'accepted', attempt, remote, ...(estimate !== undefined && { estimate }) });
    }
    case 'rejected': {
      const { reason, message } = submitted.failure;
      return store.append({ type: 'rejected', attempt, reason, message });
    }
    case 'unknown':
      return;
    default:
      return unreachable(submitted);
  }
}
