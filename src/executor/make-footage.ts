import { unreachable } from '../core/result.ts';
import type { ProviderJob } from '../planner/plan.ts';
import type { Provider } from '../providers/provider.ts';
import type { Attempt } from '../store/attempt.ts';
import { awaitFootage } from './await-footage.ts';
import { diagnoseFailure, lostFootage, problem } from './diagnose.ts';
import { type Accepted, type Ending, failed, interrupted, type Refused } from './ending.ts';
import { fetchClip } from './fetch-clip.ts';
import { backOff, type Course, firstCourse, haltsProvider, nextCourse } from './retry.ts';
import type { Run } from './run.ts';
import { settleUnanswered } from './settle.ts';
import { submit } from './submit.ts';

/**
 * The life of one provider job: what an earlier run left is taken up first, and submitting begins only when
 * nothing is owed.
 */
export async function makeFootage(job: ProviderJob, run: Run): Promise<Ending> {
  const { clock, random, emit } = run.engine;
  const provider = run.engine.provider(job.request.provider);
  if (provider === undefined) {
    return failed(problem(job, 'unknown-provider', `No provider is called ${job.request.provider}.`));
  }

  let course = courseOf(job, run.engine.store.attempt(job.fingerprint));
  let latest = (await takeUp(job, provider, run)) ?? (await tryOnce(job, provider, course, run));
  while (latest.kind === 'refused') {
    const { failure } = latest;
    if (haltsProvider(failure)) run.halted.set(provider.data.name, job.id);
    const next = nextCourse(course, failure, job);
    const diagnostic = diagnoseFailure(job, failure);
    if (next === undefined) return failed(diagnostic);
    if (run.signal.aborted) return interrupted;

    const wait = failure.again ? backOff(course.tries + course.waits, random) : 0;
    const { id, segment } = job;
    emit({
      type: 'job-retrying',
      job: id,
      segment,
      attempt: course.attempt,
      seconds: wait / 1000,
      diagnostic,
    });
    await clock.sleep(wait, run.signal);
    if (run.signal.aborted) return interrupted;
    course = next;
    latest = await tryOnce(job, provider, course, run);
  }
  return latest;
}

/** An attempt that is taken up may have been made with a fallback: those before it have been refused. */
function courseOf(job: ProviderJob, earlier: Attempt | undefined): Course {
  if (earlier?.kind !== 'accepted' || earlier.intent.fallback === undefined) return firstCourse;
  return { ...firstCourse, prompt: job.fallbacks.indexOf(earlier.intent.fallback) + 1 };
}

/** Goes on with what an earlier run began; undefined when it left nothing open. */
async function takeUp(job: ProviderJob, provider: Provider, run: Run): Promise<Refused | Ending | undefined> {
  const earlier = run.engine.store.attempt(job.fingerprint);
  switch (earlier?.kind) {
    case undefined:
    case 'made':
    case 'failed':
    case 'released':
      return undefined;
    case 'accepted':
      run.engine.emit({ type: 'job-resumed', job: job.id, segment: job.segment, take: job.take });
      return follow(job, provider, earlier, run);
    case 'open':
    case 'lost': {
      const message =
        earlier.kind === 'lost' ? earlier.message : 'the last run ended before the provider answered';
      if (earlier.kind === 'lost' && provider.data.resubmit !== 'safe')
        return failed(lostFootage(job, message));
      const failure = { reason: 'other', message, again: true } as const;
      const settled = await settleUnanswered(job, provider, earlier.intent.attempt, failure, run);
      return settled.kind === 'refused' ? undefined : settled;
    }
    default:
      return unreachable(earlier);
  }
}

async function tryOnce(
  job: ProviderJob,
  provider: Provider,
  course: Course,
  run: Run,
): Promise<Refused | Ending> {
  const { id, segment, take, kind } = job;
  run.engine.emit({ type: 'job-started', job: id, segment, take, kind, attempt: course.attempt });
  const submitted = await submit(job, provider, course, run);
  return submitted.kind === 'accepted' ? follow(job, provider, submitted.attempt, run) : submitted;
}

async function follow(
  job: ProviderJob,
  provider: Provider,
  attempt: Accepted,
  run: Run,
): Promise<Refused | Ending> {
  const awaited = await awaitFootage(job, provider, attempt, run);
  return awaited.kind === 'completed' ? fetchClip(job, provider, attempt, run) : awaited;
}
