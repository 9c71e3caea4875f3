import { unreachable } from '../core/result.ts';
import { say } from '../core/sentence.ts';
import type { ProviderJob } from '../planner/plan.ts';
import type { Attempt } from '../store/attempt.ts';
import { clipElsewhere, diagnoseFailure, problem } from './diagnose.ts';
import { type Ending, failed, interrupted, type Refused } from './ending.ts';
import { follow } from './follow.ts';
import { othersAnswer } from './others-answer.ts';
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
function takeUp(making: Making): Promise<Refused | Ending | undefined> | undefined {
  const earlier = making.run.engine.store.attempt(making.job.fingerprint);
  // What was made and is here was not planned.
  return earlier === undefined || earlier.kind === 'made' ? undefined : goOn(making, earlier);
}

/** Goes on where an attempt stands; undefined if it is over without a clip. */
async function goOn(making: Making, attempt: Attempt): Promise<Refused | Ending | undefined> {
  const { job, run } = making;
  switch (attempt.kind) {
    case 'failed':
    case 'released':
      return undefined;
    case 'made':
      return run.engine.store.clip(job.fingerprint)
        ? { kind: 'made', clip: attempt.clip.hash, cost: 0, price: 0 }
        : failed(clipElsewhere(job));
    case 'accepted':
      run.engine.emit({ type: 'job-resumed', job: job.id, segment: job.segment, take: job.take });
      return follow(making, attempt);
    case 'open': {
      const message = 'An earlier run ended before it knew.';
      const failure = { reason: 'other', message, again: true } as const;
      const settled =
        (await othersAnswer(making, attempt)) ?? (await settleUnanswered(making, attempt, failure));
      if (settled.kind === 'accepted') return follow(making, settled.attempt);
      if (settled.kind === 'overtaken') return goOn(making, settled.attempt);
      return unlessRefused(settled);
    }
    case 'lost':
      return unlessRefused(await settleLost(making, attempt.intent.attempt, attempt.message));
    default:
      return unreachable(attempt);
  }
}

/** Failures before this run don't count against its attempts. */
const unlessRefused = (settled: Refused | Ending): Ending | undefined =>
  settled.kind === 'refused' ? undefined : settled;

async function tryOnce(making: Making, course: Course): Promise<Refused | Ending> {
  for (;;) {
    const submitted = await submit(making, course);
    if (submitted.kind === 'accepted') return follow(making, submitted.attempt);
    if (submitted.kind !== 'overtaken') return submitted;
    const ended = await goOn(making, submitted.attempt);
    if (ended) return ended;
  }
}
