import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalRecord, StudioCore } from 'storycut/studio';

type OfAttempt = Extract<JournalRecord, { readonly attempt: string }>;

/** Records that could not be written while the ledger was away, durable on this machine until they are. */
export interface Spool {
  keep(record: OfAttempt): Promise<void>;
  read(): Promise<readonly OfAttempt[]>;
  empty(): Promise<void>;
}

/** `folder`: the project's state folder on this machine. */
export function spoolIn(folder: string, { nodeFiles }: Pick<StudioCore, 'nodeFiles'>): Spool {
  const file = join(folder, 'studio-spool.jsonl');
  return {
    async keep(record) {
      const opened = await nodeFiles.append(file);
      try {
        await opened.append(`${JSON.stringify(record)}\n`);
        await opened.sync();
      } finally {
        await opened.close();
      }
    },
    async read() {
      const text = await readFile(file, 'utf8').catch(() => '');
      // A line without an end was being written when the process died: it is as if it had never been.
      return text
        .split('\n')
        .slice(0, -1)
        .map((line): OfAttempt => JSON.parse(line));
    },
    empty: () => rm(file, { force: true }),
  };
}
