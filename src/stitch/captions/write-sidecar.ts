import { writeFile } from 'node:fs/promises';
import { textWithin } from '../../core/read-bounded.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Timeline } from '../../planner/plan.ts';
import type { CuttingRoom } from '../cutting-room.ts';
import { deliver } from '../deliver.ts';
import { type CutProblems, refusedByDisk } from '../problems.ts';
import { srt, vtt } from './sidecar.ts';

/** Writes a film's captions to a file. A file with the same content is left unchanged. */
export async function writeSidecar(
  { captions, fps }: Timeline,
  { format, file }: { readonly format: 'srt' | 'vtt'; readonly file: string },
  { replacing }: Pick<CuttingRoom, 'replacing'>,
): Promise<Result<void, CutProblems>> {
  const text = { srt, vtt }[format](captions, fps);
  try {
    if ((await textWithin(file, Buffer.byteLength(text)).catch(() => undefined)) === text)
      return ok(undefined);
    return await deliver<never>(file, async (draft) => ok(await writeFile(draft, text)), replacing);
  } catch (error) {
    return refusedByDisk(error);
  }
}
