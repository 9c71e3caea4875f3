import { join } from 'node:path';
import type { Files } from './files.ts';

/**
 * How many durable records the journal has, beside it: a journal that is lost, or an older copy that was put in its place, holds
 * fewer. Written after the records and without waiting for the disk, so it never claims too many. It is always as long, and
 * overwritten where it is: a power cut leaves the old number or the new one, and not an empty file.
 */
export interface Anchor {
  /** Undefined where none was written: by 0.1, or in a clone. */
  read(): Promise<number | undefined>;
  /** Durably, before the first record of a run: from then on there is always one. */
  establish(records: number): Promise<void>;
  write(records: number): Promise<void>;
}

export function anchorIn(folder: string, files: Files): Anchor {
  const path = join(folder, 'journal.anchor');
  return {
    async read() {
      const text = Buffer.from((await files.read(path)) ?? '').toString();
      const number = /^ *(\d{1,15})\n/.exec(text)?.[1];
      return number === undefined ? undefined : Number(number);
    },
    async establish(records) {
      await files.overwrite(path, written(records));
      await files.sync(path);
      await files.sync(folder);
    },
    // An old anchor says less, and nothing wrong.
    write: (records) => files.overwrite(path, written(records)).catch(() => undefined),
  };
}

const written = (records: number): string => `${String(records).padStart(15)}\n`;
