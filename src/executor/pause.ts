import type { Diagnostic } from '../core/diagnostic.ts';
import type { Job } from '../planner/plan.ts';
import type { Run } from './run.ts';

/** Tells why something is done again, and when, and waits until then or until the run stops. */
export async function pause(
  job: Job,
  attempt: number,
  milliseconds: number,
  diagnostic: Diagnostic,
  run: Run,
): Promise<void> {
  const { clock, emit } = run.engine;
  const seconds = milliseconds / 1000;
  emit({ type: 'job-retrying', job: job.id, segment: job.segment, attempt, seconds, diagnostic });
  await clock.sleep(milliseconds, run.signal);
}
