import { join } from 'node:path';
import type { Files } from './files.ts';

/**
 * How many durable records the journal has, beside it: a journal that is lost, or an older copy that was put in its place, holds
 * fewer. Written after the records and without waiting for the disk, so it never claims too many.
 */
export interface Anchor {
  /** Undefined where none was written: by 0.1, or in a clone. */
  read(): Promise<number | undefined>;
  write(records: number): Promise<void>;
}

export function anchorIn(folder: string, files: Files): Anchor {
  const path = join(folder, 'journal.anchor');
  return {
    async read() {
      const text = Buffer.from((await files.read(path)) ?? '').toString();
      return /^\d{1,15}\n$/.test(text) ? Number(text) : undefined;
    },
    // An old anchor says less, and nothing wrong.
    write: (records) => files.replace(path, `${records}\n`).catch(() => undefined),
  };
}
