import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '../core/canonical.ts';
import { makeFolder } from '../core/make-folder.ts';
import type { Result } from '../core/result.ts';
import { settle } from './cache.ts';
import type { Replacing } from './cutting-room.ts';

/**
 * Writes a file next to its final path and renames it once it is complete and on disk. The old file stays until then.
 * `replacing` is called before the rename.
 */
export async function deliver<E>(
  output: string,
  make: (draft: string) => Promise<Result<void, E>>,
  replacing?: Replacing,
): Promise<Result<void, E>> {
  const folder = dirname(output);
  await makeFolder(folder);
  const draft = join(folder, `.${sha256(output).slice(0, 16)}.part`);
  try {
    // A symbolic link of that name would redirect the write.
    await rm(draft, { force: true });
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
