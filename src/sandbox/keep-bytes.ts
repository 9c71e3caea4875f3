import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../core/canonical.ts';

/** Writes bytes to a file that is named after them, so that equal uploads are one file. */
export async function keepBytes(bytes: Buffer, ending: string, folder: string): Promise<string> {
  const file = join(folder, `${sha256(bytes)}.${ending}`);
  // Written under another name first: an equal upload may be read at this moment, and must not be seen incomplete.
  const draft = join(folder, `${randomUUID()}.part`);
  await writeFile(draft, bytes);
  await rename(draft, file);
  return file;
}
