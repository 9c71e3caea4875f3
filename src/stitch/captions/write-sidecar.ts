import { writeFile } from 'node:fs/promises';
import { textWithin } from '../../core/read-bounded.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Timeline } from '../../planner/plan.ts';
import { deliver } from '../deliver.ts';
import { type CutProblems, refusedByDisk } from '../problems.ts';
import { srt, vtt } from './sidecar.ts';

/** Writes a film's captions to a file. A file with the same content is left unchanged. */
export async function writeSidecar(
  { captions, fps }: Timeline,
  format: 'srt' | 'vtt',
  output: string,
): Promise<Result<void, CutProblems>> {
  const text = { srt, vtt }[format](captions, fps);
  try {
    if ((await textWithin(output, Buffer.byteLength(text)).catch(() => undefined)) === text)
      return ok(undefined);
    return await deliver<never>(output, async (draft) => ok(await writeFile(draft, text)));
  } catch (error) {
    return refusedByDisk(error);
  }
}
