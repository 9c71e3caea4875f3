import { unreachable } from '../core/result.ts';
import { say } from '../core/sentence.ts';
import type { ProviderJob } from '../planner/plan.ts';
import type { Attempt } from '../store/attempt.ts';
import { diagnoseFailure, problem } from './diagnose.ts';
import { type Ending, failed, interrupted, type Refused } from './ending.ts';
import { follow } from './follow.ts';
import { pause } from './pause.ts';
import { backOff, type Course, firstCourse, haltsProvider, nextCourse, sameCourse } from './retry.ts';
import type { JobPlace, Making, Run } from './run.ts';
import { settleLost, settleUnanswered } from './settle.ts';
import { submit } from './submit.ts';

/** The life of one provider job: it first resumes what an earlier run left, and submits only when nothing is open. */
export async function makeFootage(job: ProviderJob, place: JobPlace, run: Run): Promise<Ending> {
  const { provider: name } = job.request;
  const provider = run.engine.provider(name);
  if (provider === undefined) {
    return failed(problem(job, 'unknown-provider', say`There is no provider named ${{ provider: name }}.`));
  }

  return make({ job, provider, run, ...place });
}

async function make(making: Making): Promise<Ending> {
  const { job, provider, run } = making;
  let course = courseOf(job, run.engine.store.attempt(job.fingerprint));
  let latest = (await takeUp(making)) ?? (await tryOnce(making, course));
  while (latest.kind === 'refused') {
    const { failure, onceMore } = latest;
    if (run.signal.aborted) return interrupted;
    if (haltsProvider(failure)) run.halt(job.id, provider.data.name);
    const diagnostic = onceMore ?? diagnoseFailure(making, failure);
    const next = onceMore ? sameCourse(course) : nextCourse(course, failure, job);
    if (next === undefined) return failed(diagnostic);

    if (next.prompt > course.prompt) {
      const { id, segment, take } = job;
      run.engine.emit({ type: 'job-reworded', job: id, segment, take, fallback: next.prompt, diagnostic });
    } else {
      const wait = backOff(course.tries + course.waits, failure, run.engine.random);
      await pause(making, { what: 'attempt', count: course.attempt }, wait, diagnostic);
      if (run.signal.aborted) return interrupted;
    }
    course = next;
    latest = await tryOnce(making, course);
  }
  return latest;
}

/** A resumed attempt may have used a fallback: those before it were refused. */
function courseOf(job: ProviderJob, earlier: Attempt | undefined): Course {
  const pending = earlier?.kind === 'accepted' || earlier?.kind === 'open' || earlier?.kind === 'lost';
  if (!pending || earlier.intent.fallback === undefined) return firstCourse;
  return { ...firstCourse, prompt: job.fallbacks.indexOf(earlier.intent.fallback) + 1 };
}

/** Resumes what an earlier run began; undefined if it left nothing open. */
async function takeUp(making: Making): Promise<Refused | Ending | undefined> {
  const { job, run } = making;
  const earlier = run.engine.store.attempt(job.fingerprint);
  switch (earlier?.kind) {
    case undefined:
    case 'made':
    case 'failed':
    case 'released':
      return undefined;
    case 'accepted':
      run.engine.emit({ type: 'job-resumed', job: job.id, segment: job.segment, take: job.take });
      return follow(making, earlier);
    case 'open': {
      const message = 'An earlier run ended before it knew.';
      const failure = { reason: 'other', message, again: true } as const;
      const settled = await settleUnanswered(making, earlier, failure);
      if (settled.kind === 'accepted') return follow(making, settled.attempt);
      return unlessRefused(settled);
    }
    case 'lost':
      return unlessRefused(await settleLost(making, earlier.intent.attempt, earlier.message));
    default:
      return unreachable(earlier);
  }
}

/** Failures before this run don't count against its attempts. */
const unlessRefused = (settled: Refused | Ending): Ending | undefined =>
  settled.kind === 'refused' ? undefined : settled;

async function tryOnce(making: Making, course: Course): Promise<Refused | Ending> {
  const submitted = await submit(making, course);
  return submitted.kind === 'accepted' ? follow(making, submitted.attempt) : submitted;
}
