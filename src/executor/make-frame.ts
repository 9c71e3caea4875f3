import { say } from '../core/sentence.ts';
import type { FrameJob } from '../planner/plan.ts';
import { problem } from './diagnose.ts';
import { type Ending, failed, interrupted } from './ending.ts';
import { findInput } from './inputs.ts';
import { orAborted, type Run } from './run.ts';

/**
 * Extracts a frame on this machine: it costs nothing, so it is simply repeated if a run ends before it is
 * recorded.
 */
export async function makeFrame(job: FrameJob, run: Run): Promise<Ending> {
  const { store, random, emit } = run.engine;
  const { id, segment, take, link, kind, fingerprint, source, at } = job;
  const video = await findInput(job, source, run);
  if (!video.ok) return failed(video.error);
  emit({ type: 'job-started', job: id, segment, take, kind, attempt: 1 });

  const temporary = store.temporary(random.id(), 'png');
  const taken = await orAborted(
    run.engine.takeFrame(video.value.file, temporary, run.signal, at),
    run.signal,
  );
  if (taken === undefined || run.signal.aborted) return interrupted;
  const image = taken.ok ? await store.take(temporary, 'png') : taken;
  if (!image.ok)
    return failed(
      problem(
        job,
        'job-failed',
        say`The ${at ? '' : 'last '}frame can't be extracted: ${{ cause: image.error }}`,
      ),
    );

  const storyboard = run.settings.storyboardName;
  await store.append({ type: 'frame', storyboard, segment, take, link, fingerprint, source, ...image.value });
  return { kind: 'made', clip: image.value.clip, cost: 0, price: 0 };
}
