import type { OpenFile } from '../open-file.ts';

/** Bytes read at once. */
const window = 1 << 20;

/** Whether a file's first bytes are in it again. Reads it to the end. */
export async function repeats({ size, read }: OpenFile, start: Buffer): Promise<boolean> {
  for (let at = start.length; at < size; at += window) {
    // A window holds the beginning of the next, so that nothing is between them.
    const bytes = await read(at, Math.min(window + start.length, size - at));
    if (bytes.includes(start)) return true;
  }
  return false;
}
