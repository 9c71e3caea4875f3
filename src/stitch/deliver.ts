import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '../core/canonical.ts';
import type { Result } from '../core/result.ts';
import { settle } from './cache.ts';

/**
 * Writes a file beside its place and moves it there when it is whole and on disk: what was there stays until then.
 */
export async function deliver<E>(
  output: string,
  make: (draft: string) => Promise<Result<void, E>>,
): Promise<Result<void, E>> {
  const folder = dirname(output);
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${sha256(output).slice(0, 16)}.part`);
  try {
    // A link of that name would lead the writing somewhere else.
    await rm(draft, { force: true });
    const made = await make(draft);
    if (made.ok) await settle(draft, output);
    return made;
  } finally {
    await rm(draft, { force: true });
  }
}
