import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { pid } from 'node:process';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Clock } from '../core/ports.ts';
import { err, ok, type Result } from '../core/result.ts';
import { lockedBy } from './diagnose.ts';
import type { Files, HeldLock } from './files.ts';

/** Creates the store's folders, durably, and takes its lock. */
export async function holdFolder(
  folder: string,
  files: Files,
  clock: Clock,
): Promise<Result<HeldLock, Diagnostic>> {
  for (const name of ['clips', 'receipts', 'work', 'cache']) await files.makeFolder(join(folder, name));
  for (const made of [folder, dirname(folder)]) await files.sync(made);
  const lock = await files.lock(join(folder, 'lock'), holder(clock));
  return lock.ok ? ok(lock.value) : err(lockedBy(folder, lock.error));
}

const holder = (clock: Clock): string =>
  JSON.stringify({ pid, host: hostname(), since: new Date(clock.now()).toISOString() });
