import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '../core/make-folder.ts';
import type { Result } from '../core/result.ts';
import { settle } from './cache.ts';
import type { Replacing } from './cutting-room.ts';
import { newDraft } from './drafts.ts';

/**
 * Writes a file next to its final path and renames it once it is complete and on disk. The old file stays until then.
 * `replacing` is called before the rename.
 */
export async function deliver<E>(
  output: string,
  make: (draft: string) => Promise<Result<void, E>>,
  replacing?: Replacing,
): Promise<Result<void, E>> {
  await makeFolder(dirname(output));
  const draft = await newDraft(output);
  try {
    const made = await make(draft);
    if (made.ok) {
      await replacing?.(draft, output);
      await settle(draft, output);
    }
    return made;
  } finally {
    await rm(draft, { force: true });
  }
}
