import { basename, join } from 'node:path';
import type { Clock } from '../core/ports.ts';
import { establishAnchor, readAnchor } from './anchor.ts';
import { hashIn } from './clips.ts';
import { copiesBeside, lackingIn } from './copies.ts';
import type { AppendFile, Files } from './files.ts';
import { type Journal, openJournal } from './journal.ts';
import {
  type Agreement,
  compareReceipts,
  continueReceipts,
  lastReceipts,
  type ReceiptFile,
} from './receipts.ts';
import { strayFootage, unexplained } from './recorded-clips.ts';
import { type Scan, scan } from './scan.ts';

/** The journal as it is, judged by what stands outside it: its receipts, its anchor, and the clips. */
export interface FoundJournal {
  readonly scan: Scan;
  readonly agreement: Agreement;
  /** The latest receipts; absolute. */
  readonly receipts?: string;
  /** Footage among the clips that no record names. */
  readonly strays: readonly string[];
  /** Files beside it that hold records, too. */
  readonly copies: readonly ReceiptFile[];
}

export const journalPath = (folder: string): string => join(folder, 'journal.jsonl');

/** Another process may be writing: what follows the journal is read before it. */
export async function readJournal(folder: string, files: Files): Promise<FoundJournal> {
  const clips = await files.names(join(folder, 'clips'));
  const last = await lastReceipts(folder, files);
  const anchor = await readAnchor(folder, files);
  const bytes = (await files.read(journalPath(folder))) ?? new Uint8Array();
  const agreement = compareReceipts(last?.bytes, bytes);
  const found = scan(bytes, last ? Math.max(anchor ?? 0, agreement.last) : anchor);
  const strays = strayFootage(found.entries, clips);
  const isHere = ({ name, bytes }: { readonly name: string; readonly bytes: number }): boolean =>
    files.size(join(folder, 'clips', name)) === bytes;
  const lost = strays.length === 0 ? 0 : unexplained(strays.length, found.entries, isHere);
  const copies = await copiesBeside(folder, files);
  return {
    scan: joined(judged(found, agreement, lost), copies),
    agreement,
    strays,
    copies,
    ...(last && { receipts: last.path }),
  };
}

/** `lost`: how many records are lacking that the clips prove. */
function judged(found: Scan, { differs }: Agreement, lost: number): Scan {
  const { kind } = found.condition;
  const count = found.entries.length;
  if (kind === 'newer' || kind === 'damaged') return found;
  if (differs !== undefined) return { ...found, condition: { kind: 'damaged', seq: differs, of: count } };
  if (lost === 0) return found;
  return { ...found, condition: { kind: 'damaged', seq: count + 1, of: count + lost } };
}

/** What was written to a copy may have been paid for, too. */
function joined(found: Scan, copies: readonly ReceiptFile[]): Scan {
  if (found.condition.kind === 'newer' || found.condition.kind === 'damaged') return found;
  for (const copy of copies) {
    const lacking = lackingIn(found.entries, copy);
    if (lacking === 0) continue;
    const count = found.entries.length;
    return {
      ...found,
      condition: { kind: 'damaged', seq: count + 1, of: count, copy: basename(copy.path) },
    };
  }
  return found;
}

/** What was read is made durable, and has receipts, before anything is done on the strength of it: it may only be in memory. */
export async function continueJournal(
  folder: string,
  files: Files,
  clock: Clock,
  { scan: { entries, sound, condition }, agreement, receipts: latest, strays }: FoundJournal,
): Promise<Journal> {
  const file = await files.append(journalPath(folder));
  const opened: { close(): Promise<void> }[] = [file];
  try {
    if (condition.kind === 'torn') await cutTail(file, folder, { files, clock, sound });
    if (condition.kind === 'unended') await file.append('\n');
    await file.sync();
    if (latest !== undefined) await files.sync(latest);
    const receipts = await continueReceipts(
      folder,
      files,
      entries.filter(({ seq }) => seq > agreement.held),
    );
    opened.push(receipts);
    const anchor = await establishAnchor(folder, files, entries.length);
    opened.push(anchor);
    const journal = openJournal(file, entries.length, { clock, anchor, receipts });
    // From now on they are explained, whatever becomes of the attempts that may have left them.
    await Promise.all(strays.map((name) => journal.append({ type: 'stray', clip: hashIn(name) })));
    return journal;
  } catch (error) {
    for (const one of opened) await one.close();
    throw error;
  }
}

/** What is cut off is kept beside the journal. */
async function cutTail(
  file: AppendFile,
  folder: string,
  { files, clock, sound }: { readonly files: Files; readonly clock: Clock; readonly sound: number },
): Promise<void> {
  const bytes = (await files.read(journalPath(folder))) ?? new Uint8Array();
  const kept = join(folder, `journal.cut-${clock.now()}`);
  await files.replace(kept, bytes.subarray(sound));
  await files.sync(kept);
  await file.cut(sound);
}
