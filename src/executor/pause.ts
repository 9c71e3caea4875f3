import type { Diagnostic } from '../core/diagnostic.ts';
import type { Repeated } from '../core/event.ts';
import type { Making } from './run.ts';

/** Reports why something is repeated and when, and waits that many milliseconds or until the run stops. */
export async function pause(
  { job, run }: Making,
  repeated: Repeated,
  milliseconds: number,
  diagnostic: Diagnostic,
): Promise<void> {
  const { clock, emit } = run.engine;
  const { id, segment, take } = job;
  const seconds = milliseconds / 1000;
  emit({ type: 'job-retrying', job: id, segment, take, ...repeated, seconds, diagnostic });
  await clock.sleep(milliseconds, run.signal);
}
