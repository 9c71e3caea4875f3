import type { JobNews } from '../core/hints.ts';
import { unreachable } from '../core/result.ts';
import type { ProviderJob } from '../planner/plan.ts';
import type { Polled } from '../providers/provider.ts';
import { countedAt } from '../store/attempt.ts';
import { chargeFor } from './charge.ts';
import { diagnoseFailure, leftSilent } from './diagnose.ts';
import { type Accepted, type Ending, failed, interrupted, type Refused } from './ending.ts';
import { Denials, type Denied } from './gone.ts';
import { learnHints, nextPoll } from './next-poll.ts';
import { aboutThis } from './others-job.ts';
import { Overdue } from './overdue.ts';
import { pause } from './pause.ts';
import { backOff } from './retry.ts';
import { type Making, orAborted } from './run.ts';
import { Unclear } from './unclear.ts';

/** An attempt older than this was accepted by an earlier run. Milliseconds. */
const FRESH = 1000;
/** Consecutive polls that may fail before the run leaves the job to the next one: about ten minutes. */
const MOST_SILENCES = 20;

interface Completed {
  readonly kind: 'completed';
  readonly attempt: Accepted;
  /** Milliseconds since 1970. */
  readonly expires: number | undefined;
}

/** Polls an accepted job until its footage can be downloaded. */
export async function awaitFootage(
  making: Making,
  attempt: Accepted,
): Promise<Completed | Denied | Refused | Ending> {
  const watched = making.run.engine.store.shared?.hints.watch(attempt.remote);
  try {
    return await pollUntilEnded(making, attempt, watched);
  } finally {
    watched?.close();
  }
}

async function pollUntilEnded(
  making: Making,
  attempt: Accepted,
  watched: JobNews | undefined,
): Promise<Completed | Denied | Refused | Ending> {
  const { job, provider, run } = making;
  const { clock, random, emit, store } = run.engine;
  const times = run.times.of(kindOf(job), 1000 * job.pace);
  let silences = 0;
  const denials = new Denials('poll');
  const overdue = new Overdue(making, attempt);
  const unclear = new Unclear(making, attempt);
  // For a job of an earlier run, the time of its completion is unknown unless it is seen still working.
  let seenWaiting = clock.now() - attempt.since < FRESH ? 0 : undefined;
  for (let n = 0; ; n++) {
    const since = clock.now() - attempt.since;
    const wasHinted = await nextPoll(making, watched, { polls: n, since, times });
    if (run.signal.aborted) return interrupted;
    const answer = await orAborted(provider.poll(attempt.remote, run.signal), run.signal);
    const polled = answer && aboutThis(answer, making, attempt);
    switch (polled?.kind) {
      case undefined:
        return interrupted;
      case 'completed':
        if (seenWaiting !== undefined) {
          learnHints(making, wasHinted);
          times.learn(seenWaiting, clock.now() - attempt.since);
        }
        return completed(polled, making, attempt);
      case 'waiting': {
        silences = 0;
        denials.reset();
        seenWaiting = clock.now() - attempt.since;
        if (polled.progress !== undefined) {
          emit({ type: 'job-progress', job: job.id, segment: job.segment, progress: polled.progress });
        }
        unclear.hear(polled);
        const givenUp = await overdue.hear(polled, times.usual);
        if (givenUp) return givenUp;
        break;
      }
      case 'failed': {
        const { reason, message } = polled.failure;
        const charged = chargeFor(polled, making, attempt);
        await store.append({
          ...{ type: 'failed', attempt: attempt.intent.attempt, reason, message },
          ...(charged !== undefined && { charged }),
        });
        return { kind: 'refused', failure: polled.failure };
      }
      case 'unreachable': {
        silences += 1;
        const diagnostic = diagnoseFailure(making, polled.failure);
        if (run.signal.aborted) return interrupted;
        if (!polled.failure.again) return failed(diagnostic);
        if (silences > MOST_SILENCES) return failed(leftSilent(making, diagnostic));
        const wait = backOff(silences, polled.failure, random);
        await pause(making, { what: 'poll', count: silences }, wait, diagnostic);
        break;
      }
      case 'gone': {
        const settled = await denials.hear(polled, making, attempt);
        if (settled) return settled;
        if (run.signal.aborted) return interrupted;
        break;
      }
      default:
        return unreachable(polled);
    }
  }
}

/** What the provider charged counts at once, before the footage is here: other jobs may wait for room under the cap. */
async function completed(
  polled: Extract<Polled, { kind: 'completed' }>,
  making: Making,
  attempt: Accepted,
): Promise<Completed> {
  const { intent } = attempt;
  const charged = chargeFor(polled, making, attempt);
  if (charged !== undefined && charged !== countedAt(attempt)) {
    const { store } = making.run.engine;
    await store.append({ type: 'charged', attempt: intent.attempt, charged, by: 'provider' });
  }
  const known = charged === undefined ? attempt : { ...attempt, charged };
  return { kind: 'completed', attempt: known, expires: polled.expires };
}

/** Jobs of a kind take about the same time. */
function kindOf({ request }: ProviderJob): string {
  const { provider, model, kind, seconds, size } = request;
  return JSON.stringify([provider, model, kind, seconds, size]);
}
