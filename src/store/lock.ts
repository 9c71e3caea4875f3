import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { err, ok, type Result } from '../core/result.ts';
import type { HeldLock } from './files.ts';

/**
 * A kernel lock, which ends only with the process that holds it: not when the machine sleeps, not when a clock jumps.
 * The file itself is never removed, since a third process could lock its successor while a second still waits for the
 * removed file.
 */
export async function takeLock(path: string, holder: string): Promise<Result<HeldLock, string>> {
  const { tryLock } = await import('fs-native-extensions');
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0 } = constants;
  const file = await open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW);
  try {
    if (!tryLock(file.fd, 0, 0, { exclusive: true })) {
      const present = await file.readFile('utf8').catch(() => '');
      await file.close();
      return err(present);
    }
    await file.truncate(0);
    await file.appendFile(holder);
  } catch (error) {
    await file.close();
    throw error;
  }
  return ok({ release: () => file.close() });
}
