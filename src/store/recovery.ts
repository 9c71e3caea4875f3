import { join } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Clock } from '../core/ports.ts';
import { err, ok, type Result } from '../core/result.ts';
import { establishAnchor } from './anchor.ts';
import { isClipName } from './clips.ts';
import { refusal, strange, unusable } from './diagnose.ts';
import type { Files, HeldLock } from './files.ts';
import { journalPath, readJournal } from './found-journal.ts';
import { holdFolder } from './hold-folder.ts';
import { type JournalEntry, writeLine } from './line.ts';
import { nodeFiles } from './node-files.ts';
import { type Rebuilt, rebuild, recordOf } from './rebuild.ts';
import { allReceipts, continueReceipts, type ReceiptFile } from './receipts.ts';
import { replay, type State } from './replay.ts';
import type { Scan } from './scan.ts';

/** What is left of a store's records, while its lock is held. */
export interface Recovery {
  readonly found: Scan['condition'];
  readonly rebuilt: Rebuilt;
  /** How many of the records the journal itself has. */
  readonly inJournal: number;
  /** How many of the records have receipts. */
  readonly inReceipts: number;
  /** What the rebuilt journal says. */
  readonly state: State;
  /** Files among the clips that no record names. */
  readonly strays: readonly string[];
  /** Whether journal and receipts have all of it already. */
  readonly isWhole: boolean;
  /** Replaces the journal and keeps the old file beside it: gives that file's name, if there was one. */
  write(): Promise<string | undefined>;
  close(): Promise<void>;
}

interface Place {
  /** Absolute. */
  readonly folder: string;
  readonly files: Files;
  readonly clock: Clock;
}

/** Reads everything that is left, and writes nothing yet. */
export async function openRecovery(
  folder: string,
  { clock, files = nodeFiles }: { readonly clock: Clock; readonly files?: Files },
): Promise<Result<Recovery, Diagnostic>> {
  try {
    const stranger = await files.strangerIn(folder);
    if (stranger) return err(strange(folder, stranger));
    const lock = await holdFolder(folder, files, clock);
    if (!lock.ok) return lock;
    try {
      const recovery = await recoveryOf({ folder, files, clock }, lock.value);
      if (!recovery.ok) await lock.value.release();
      return recovery;
    } catch (error) {
      await lock.value.release();
      throw error;
    }
  } catch (error) {
    return err(unusable(folder, error));
  }
}

async function recoveryOf(place: Place, lock: HeldLock): Promise<Result<Recovery, Diagnostic>> {
  const { folder, files } = place;
  const { scan, agreement, copies } = await readJournal(folder, files);
  const receipts = await allReceipts(folder, files);
  const newer = [...receipts, ...copies].find((file) => file.newer !== undefined)?.newer;
  if (scan.condition.kind === 'newer') return err(refusal(folder, scan.condition));
  if (newer !== undefined) return err(refusal(folder, { kind: 'newer', type: newer }));

  const known = scan.condition.kind === 'damaged' ? scan.condition.of : scan.entries.length;
  const rebuilt = rebuild([scan.entries, ...[...receipts, ...copies].map(({ entries }) => entries)], known);
  const state = replay(rebuilt.entries);
  const clips = (await files.names(join(folder, 'clips'))).filter(isClipName);
  const recorded = new Set([...state.clips()].map(({ hash, extension }) => `${hash}.${extension}`));
  const held = new Set(receipts.flatMap(({ entries }) => entries.map(recordOf)));
  const unheld = rebuilt.entries.filter((entry) => !held.has(recordOf(entry)));
  const { kind } = scan.condition;
  return ok({
    found: scan.condition,
    rebuilt,
    inJournal: scan.entries.length,
    inReceipts: rebuilt.entries.length - unheld.length,
    state,
    strays: clips.filter((name) => !recorded.has(name)),
    // The next run writes the receipts of the last records itself.
    isWhole: kind !== 'damaged' && unheld.every(({ seq }) => seq > agreement.held),
    write: () => write(place, rebuilt, receipts),
    close: () => lock.release(),
  });
}

/**
 * The order matters: what receipts lack is durable in a file of them before the journal is replaced, and the old journal
 * is durable under another name before that. Whatever happens in between, the next recovery finds no less.
 */
async function write(
  { folder, files, clock }: Place,
  { entries: found, lost }: Rebuilt,
  receipts: readonly ReceiptFile[],
): Promise<string | undefined> {
  const last = found.length;
  const entries: readonly JournalEntry[] =
    lost === 0 ? found : [...found, { seq: last + 1, w: last, t: clock.now(), type: 'recovered', lost }];
  const written = await continueReceipts(folder, files, isHeldBy(receipts, entries) ? [] : entries);
  await written.close();
  await files.sync(join(folder, 'receipts'));

  const journal = journalPath(folder);
  const before = await files.read(journal);
  const kept = before && `journal.before-${clock.now()}`;
  if (before && kept) {
    await files.replace(join(folder, kept), before);
    await files.sync(join(folder, kept));
  }
  const next = join(folder, 'journal.rebuilt');
  await files.replace(next, entries.map(writeLine).join(''));
  await files.sync(next);
  await files.rename(next, journal);
  await files.sync(folder);
  await (await establishAnchor(folder, files, entries.length)).close();
  return kept;
}

/** Whether these receipts hold just these lines, and the latest of them no others. */
function isHeldBy(receipts: readonly ReceiptFile[], entries: readonly JournalEntry[]): boolean {
  const held = new Set(receipts.flatMap((file) => file.entries.map(writeLine)));
  const lines = new Set(entries.map(writeLine));
  const latest = receipts.at(-1)?.entries ?? [];
  return [...lines].every((line) => held.has(line)) && latest.every((entry) => lines.has(writeLine(entry)));
}
