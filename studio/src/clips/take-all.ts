import { copyFile } from 'node:fs/promises';
import type { Diagnostic, Result, StoredClip, StudioCore } from 'storycut/studio';
import { messageOf } from '../database.ts';
import type { StoreClips } from './store-clips.ts';

interface OfMachine {
  /** Of this machine's own clips. */
  readonly folder: string;
  readonly clips: readonly StoredClip[];
}

/** Takes those whose bytes are on this machine, and are what its journal says, unless they are there; how many. */
export async function takeAll(
  to: StoreClips,
  { clipFile, nodeFiles, problems }: StudioCore,
  { folder, clips }: OfMachine,
): Promise<Result<number, Diagnostic>> {
  await to.prepare();
  await to.look(clips);
  const lacking = clips.filter(
    (clip) => !to.has(clip) && nodeFiles.size(clipFile(folder, clip.hash, clip.extension)) === clip.bytes,
  );
  for (const { hash, extension } of lacking) {
    const own = clipFile(folder, hash, extension);
    const temporary = to.temporary(`adopted-${hash}.${extension}`);
    try {
      await copyFile(own, temporary);
    } catch (error) {
      return { ok: false, error: problems.clipNotTaken(own, messageOf(error)) };
    }
    if ((await nodeFiles.hash(temporary)) !== hash) return { ok: false, error: problems.ownDamaged(own) };
    const taken = await to.take(temporary, extension);
    if (!taken.ok) return { ok: false, error: problems.clipNotTaken(own, taken.error) };
  }
  return { ok: true, value: lacking.length };
}
