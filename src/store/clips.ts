import { join } from 'node:path';
import { diskRefusal } from '../core/disk-refusal.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Files } from './files.ts';
import { StoreFailure } from './store-failure.ts';

/** A file that was moved into the store: its bytes are durable under the name of their hash. */
export interface Taken {
  /** SHA-256 of its bytes. */
  readonly clip: string;
  readonly extension: 'mp4' | 'png';
  readonly bytes: number;
}

export const clipName = (hash: string, extension: string): string => `${hash}.${extension}`;

export const clipFile = (folder: string, hash: string, extension: string): string =>
  join(folder, clipName(hash, extension));

/** Whether a file in the clips folder is footage or a frame. */
export const isClipName = (name: string): boolean => /^[0-9a-f]{64}\.(?:mp4|png)$/.test(name);

export const isFootageName = (name: string): boolean => isClipName(name) && name.endsWith('.mp4');

/** The hash in a file's name. */
export const hashIn = (name: string): string => name.slice(0, 64);

/**
 * Moves a finished temporary file into the store; the error says why this file could not be kept. The order matters:
 * the bytes are durable before they have their final name, the name before anybody records it. Each attempt has its own
 * temporary name, so two attempts with equal bytes only replace each other.
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
    return err(diskRefusal(error));
  }
  try {
    await files.sync(folder);
  } catch (error) {
    throw new StoreFailure(`The clips folder can't be written to: ${diskRefusal(error)}`, { cause: error });
  }
  return ok(taken);
}
