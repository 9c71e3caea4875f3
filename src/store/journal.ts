import { diskRefusal } from '../core/disk-refusal.ts';
import type { Clock } from '../core/ports.ts';
import type { Anchor } from './anchor.ts';
import type { AppendFile } from './files.ts';
import { type JournalEntry, writeLine } from './line.ts';
import type { Receipts } from './receipts.ts';
import type { JournalRecord } from './record.ts';
import { StoreFailure } from './store-failure.ts';

/** The append-only file of records. One writer: whoever holds the lock. */
export interface Journal {
  /** Resolves when the record is durable; a StoreFailure is final for this and every later record. */
  append(record: JournalRecord): Promise<void>;
  /** Aborted with the first StoreFailure, before anybody else hears of it. */
  readonly failed: AbortSignal;
  /** Once what was appended is durable. */
  close(): Promise<void>;
}

/**
 * Records that arrive during an fsync share the next one, so durability costs a busy run little. `last` is the position
 * of the last record in `file`, known to be durable. Each record has a receipt before anybody acts on it, and none without
 * being in the journal. `anchor` is told how many records are durable.
 */
export function openJournal(
  file: AppendFile,
  last: number,
  { clock, anchor, receipts }: JournalKeeping,
): Journal {
  let durable = last;
  let next = last + 1;
  let gathering: { readonly records: Gathered[]; readonly done: Promise<void> } | undefined;
  let writing: Promise<void> = Promise.resolve();
  const failing = new AbortController();

  function gather(): { readonly records: Gathered[]; readonly done: Promise<void> } {
    const records: Gathered[] = [];
    // After a failure this rejects at once, with the same failure: nothing is written after a gap.
    const done = writing.then(() => write(records));
    writing = done;
    return { records, done };
  }

  async function write(records: readonly Gathered[]): Promise<void> {
    gathering = undefined;
    const w = durable;
    const lines = records
      .map(({ seq, t, record }) => writeLine({ seq, w, t, ...record } satisfies JournalEntry))
      .join('');
    const begun: Pick<AppendFile, 'takeBack'>[] = [file];
    try {
      await file.append(lines);
      await file.sync();
      begun.unshift(receipts);
      await receipts.append(lines);
    } catch (error) {
      failing.abort();
      if (records.every(({ record }) => record.type === 'intent')) await takeBack(begun);
      throw new StoreFailure(`The journal can't be written to: ${diskRefusal(error)}`, { cause: error });
    }
    durable += records.length;
    await anchor.write(durable);
  }

  return {
    failed: failing.signal,
    append(record) {
      gathering ??= gather();
      gathering.records.push({ seq: next++, t: clock.now(), record });
      return gathering.done;
    },
    async close() {
      await writing.catch(() => undefined);
      await file.close();
      await receipts.close();
      await anchor.close();
    },
  };
}

/**
 * Nobody has acted on intents that failed here, so what is left of them would only make a person answer for submissions that never were.
 * The receipts go first: they never have what the journal lacks. What the disk does not let go of is asked about.
 */
async function takeBack(begun: readonly Pick<AppendFile, 'takeBack'>[]): Promise<void> {
  try {
    for (const one of begun) await one.takeBack();
  } catch {}
}

export interface JournalKeeping {
  readonly clock: Clock;
  readonly anchor: Anchor;
  readonly receipts: Receipts;
}

interface Gathered {
  readonly seq: number;
  readonly t: number;
  readonly record: JournalRecord;
}
