import { join } from 'node:path';
import { err, ok, type Result } from '../core/result.ts';
import type { Files } from './files.ts';
import { StoreFailure } from './store-failure.ts';

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
 * Moves a finished temporary file into the store; an error says why this file could not be kept. The order
 * matters: bytes durable before they have their final name, the name durable before anybody records it. The
 * temporary name is the attempt's own, so two attempts that made equal bytes only replace the one by the other.
 */
export async function takeClip(
  files: Files,
  folder: string,
  temporary: string,
  extension: 'mp4' | 'png',
): Promise<Result<Taken, string>> {
  let taken: Taken;
  try {
    await files.sync(temporary);
    taken = { clip: await files.hash(temporary), extension, bytes: files.size(temporary) ?? 0 };
    await files.rename(temporary, clipFile(folder, taken.clip, extension));
  } catch (error) {
    return err(reasonOf(error));
  }
  try {
    await files.sync(folder);
  } catch (error) {
    throw new StoreFailure(`The clips folder can't be written to: ${reasonOf(error)}`, { cause: error });
  }
  return ok(taken);
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
