import { open, stat } from 'node:fs/promises';
import { journalPath } from '../../store/found-journal.ts';
import type { JournalEntry } from '../../store/line.ts';
import { linesOf } from '../../store/scan.ts';

/** Reads what was added to a journal since the last look, also by another process. */
export interface JournalFollower {
  /** The records that are new; `afresh`: the file is another one now, and these are all of it. */
  look(): Promise<{ readonly entries: readonly JournalEntry[]; readonly afresh: boolean }>;
}

/** Bytes that are read at once. */
const chunk = 4 << 20;

export function followJournal(folder: string): JournalFollower {
  const path = journalPath(folder);
  let at = 0;
  let file: number | bigint = 0;
  return {
    async look() {
      const facts = await stat(path).catch(() => undefined);
      if (!facts?.isFile()) return { entries: [], afresh: false };
      const afresh = facts.ino !== file || facts.size < at;
      if (afresh) at = 0;
      file = facts.ino;
      const entries: JournalEntry[] = [];
      while (at < facts.size) {
        const bytes = await read(path, at, Math.min(chunk, facts.size - at));
        let end = 0;
        for (const { line, end: next } of linesOf(bytes)) {
          end = next;
          if (line.kind === 'entry') entries.push(line.entry);
        }
        at += end;
        // What is left is a line that is being written.
        if (end === 0) break;
      }
      return { entries, afresh };
    },
  };
}

async function read(path: string, from: number, length: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
