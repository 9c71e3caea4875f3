import { unreachable } from '../core/result.ts';
import type { ProviderJob } from '../planner/plan.ts';
import type { Provider } from '../providers/provider.ts';
import type { Attempt } from '../store/attempt.ts';
import { awaitFootage } from './await-footage.ts';
import { diagnoseFailure, problem } from './diagnose.ts';
import { type Accepted, type Ending, failed, interrupted, type Refused } from './ending.ts';
import { fetchClip } from './fetch-clip.ts';
import { pause } from './pause.ts';
import { backOff, type Course, firstCourse, haltsProvider, nextCourse, sameCourse } from './retry.ts';
import type { Run } from './run.ts';
import { settleLost, settleUnanswered } from './settle.ts';
import { submit } from './submit.ts';

/**
 * The life of one provider job: what an earlier run left is taken up first, and submitting begins only when
 * nothing is owed.
 */
export async function makeFootage(job: ProviderJob, leave: () => void, run: Run): Promise<Ending> {
  const provider = run.engine.provider(job.request.provider);
  if (provider === undefined) {
    return failed(problem(job, 'unknown-provider', `No provider is called ${job.request.provider}.`));
  }

  let course = courseOf(job, run.engine.store.attempt(job.fingerprint));
  let latest =
    (await takeUp(job, provider, leave, run)) ?? (await tryOnce(job, provider, course, leave, run));
  while (latest.kind === 'refused') {
    const { failure, onceMore } = latest;
    if (run.signal.aborted) return interrupted;
    if (haltsProvider(failure)) run.halt(job.id, provider.data.name);
    const diagnostic = onceMore ?? diagnoseFailure(job, failure);
    const next = onceMore ? sameCourse(course) : nextCourse(course, failure, job);
    if (next === undefined) return failed(diagnostic);

    if (next.prompt > course.prompt) {
      const { id, segment, take } = job;
      run.engine.emit({ type: 'job-reworded', job: id, segment, take, fallback: next.prompt, diagnostic });
    } else {
      const wait = backOff(course.tries + course.waits, failure, run.engine.random);
      await pause(job, course.attempt, wait, diagnostic, run);
      if (run.signal.aborted) return interrupted;
    }
    course = next;
    latest = await tryOnce(job, provider, course, leave, run);
  }
  return latest;
}

/** An attempt that is taken up may have been made with a fallback: those before it have been refused. */
function courseOf(job: ProviderJob, earlier: Attempt | undefined): Course {
  const pending = earlier?.kind === 'accepted' || earlier?.kind === 'open' || earlier?.kind === 'lost';
  if (!pending || earlier.intent.fallback === undefined) return firstCourse;
  return { ...firstCourse, prompt: job.fallbacks.indexOf(earlier.intent.fallback) + 1 };
}

/** Goes on with what an earlier run began; undefined when it left nothing open. */
async function takeUp(
  job: ProviderJob,
  provider: Provider,
  leave: () => void,
  run: Run,
): Promise<Refused | Ending | undefined> {
  const earlier = run.engine.store.attempt(job.fingerprint);
  switch (earlier?.kind) {
    case undefined:
    case 'made':
    case 'failed':
    case 'released':
      return undefined;
    case 'accepted':
      run.engine.emit({ type: 'job-resumed', job: job.id, segment: job.segment, take: job.take });
      return follow(job, provider, earlier, leave, run);
    case 'open': {
      const message = 'The last run ended before the provider answered.';
      const failure = { reason: 'other', message, again: true } as const;
      const settled = await settleUnanswered(job, provider, earlier, failure, run);
      if (settled.kind === 'accepted') return follow(job, provider, settled.attempt, leave, run);
      return unlessRefused(settled);
    }
    case 'lost':
      return unlessRefused(await settleLost(job, provider, earlier.intent.attempt, earlier.message, run));
    default:
      return unreachable(earlier);
  }
}

/** What went wrong before this run does not count against its attempts. */
const unlessRefused = (settled: Refused | Ending): Ending | undefined =>
  settled.kind === 'refused' ? undefined : settled;

async function tryOnce(
  job: ProviderJob,
  provider: Provider,
  course: Course,
  leave: () => void,
  run: Run,
): Promise<Refused | Ending> {
  const submitted = await submit(job, provider, course, run);
  return submitted.kind === 'accepted' ? follow(job, provider, submitted.attempt, leave, run) : submitted;
}

async function follow(
  job: ProviderJob,
  provider: Provider,
  attempt: Accepted,
  leave: () => void,
  run: Run,
): Promise<Refused | Ending> {
  const awaited = await awaitFootage(job, provider, attempt, run);
  if (awaited.kind !== 'completed') return awaited;
  return fetchClip(job, provider, attempt, { due: awaited.expires ?? Number.POSITIVE_INFINITY, leave }, run);
}
