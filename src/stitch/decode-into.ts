import type { Diagnostic } from '../core/diagnostic.ts';
import type { Result } from '../core/result.ts';
import { type FfmpegFailure, type FfmpegJob, foundDiskFull, runFfmpeg } from '../media/ffmpeg.ts';
import type { CuttingRoom } from './cutting-room.ts';

/**
 * Runs an ffmpeg that decodes footage or sound. With `damaged`, what can be decoded of a damaged file is used, and this is
 * reported.
 */
export async function decodeInto(
  job: FfmpegJob,
  damaged: Diagnostic | undefined,
  { tools, signal, emit }: CuttingRoom,
  onFrame?: (frames: number) => void,
): Promise<Result<void, FfmpegFailure>> {
  let isDamaged = false;
  const onDamage = (): void => {
    isDamaged = true;
  };
  const options = { signal, onDamage, ...(onFrame && { onFrame }) };
  const strict = await runFfmpeg(tools, job, options);
  const isUsable = strict.ok || (damaged && !strict.error.aborted && !foundDiskFull(strict.error));
  if (!isUsable) return strict;
  const ended = strict.ok ? strict : await runFfmpeg(tools, { ...job, tolerant: true }, options);
  if (!ended.ok) return strict;
  if (damaged && (isDamaged || !strict.ok) && !job.tolerant) emit({ type: 'notice', diagnostic: damaged });
  return ended;
}
