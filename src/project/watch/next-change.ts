import type { Clock } from '../../core/ports.ts';
import { stampOf } from '../../media/stamp.ts';

/** Files by their stamps; undefined: there is none. */
export type Stamps = ReadonlyMap<string, string | undefined>;

/** Milliseconds between two looks. Looking works on every disk, which can't be said of being told. */
const pause = 250;

export async function stampsOf(files: readonly string[]): Promise<Stamps> {
  return new Map(await Promise.all(files.map(async (file) => [file, (await stampOf(file))?.text] as const)));
}

/**
 * Waits until a file is another one than it was, and has been written: it stays the same between two looks. Returns which
 * changed; none if the signal ended the wait.
 */
export async function nextChange(
  before: Stamps,
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const files = [...before.keys()];
  let last = before;
  while (!signal.aborted) {
    const now = await stampsOf(files);
    const changed = files.filter((file) => now.get(file) !== before.get(file));
    if (changed.length > 0 && files.every((file) => now.get(file) === last.get(file))) return changed;
    last = now;
    await clock.sleep(pause, signal);
  }
  return [];
}
