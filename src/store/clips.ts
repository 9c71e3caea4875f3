import { join } from 'node:path';
import type { Files } from './files.ts';

/** A file that has come into the store: its bytes are durable under the name of their hash. */
export interface Taken {
  /** SHA-256 of its bytes. */
  readonly clip: string;
  readonly extension: 'mp4' | 'png';
  readonly bytes: number;
}

export const clipFile = (folder: string, hash: string, extension: string): string =>
  join(folder, `${hash}.${extension}`);

/**
 * Moves a finished temporary file into the store. The order matters: bytes durable before they have their
 * final name, the name durable before anybody records it. The temporary name is the attempt's own, so two
 * attempts that made equal bytes only replace the one by the other.
 */
export async function takeClip(
  files: Files,
  folder: string,
  temporary: string,
  extension: 'mp4' | 'png',
): Promise<Taken> {
  await files.sync(temporary);
  const clip = await files.hash(temporary);
  const bytes = files.size(temporary) ?? 0;
  await files.rename(temporary, clipFile(folder, clip, extension));
  await files.sync(folder);
  return { clip, extension, bytes };
}
