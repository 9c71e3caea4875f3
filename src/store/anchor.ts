import { join } from 'node:path';
import type { Files } from './files.ts';

/**
 * How many durable records the journal has, beside it: a journal that is lost, or an older copy that was put in its place, holds
 * fewer. Written after the records and without waiting for the disk, so it never claims too many. It is always as long, and
 * overwritten where it is: a power cut leaves the old number or the new one, and not an empty file.
 */
export interface Anchor {
  /** An old anchor says less, and nothing wrong, so a failure is none. */
  write(records: number): Promise<void>;
  close(): Promise<void>;
}

const anchorPath = (folder: string): string => join(folder, 'journal.anchor');

/** Undefined where none was written: by 0.1, or in a clone. */
export async function readAnchor(folder: string, files: Files): Promise<number | undefined> {
  const text = Buffer.from((await files.read(anchorPath(folder))) ?? '').toString();
  const number = /^ *(\d{1,15})\n/.exec(text)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Durably, before the first record of a run: from then on there is always one. */
export async function establishAnchor(folder: string, files: Files, records: number): Promise<Anchor> {
  const file = await files.rewrite(anchorPath(folder));
  try {
    await file.write(written(records));
    await file.sync();
    await files.sync(folder);
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    write: (records) => file.write(written(records)).catch(() => undefined),
    close: () => file.close(),
  };
}

const written = (records: number): string => `${String(records).padStart(15)}\n`;
