import { join } from 'node:path';
import type { Files } from './files.ts';
import type { JournalEntry } from './line.ts';
import { recordOf } from './rebuild.ts';
import { isReceiptsName, type ReceiptFile, readReceipts, receiptsFolder } from './receipts.ts';

/**
 * Copies of a journal, or of its receipts, that lie beside them under names of their own. A cloud client that finds a file changed
 * on two machines keeps one and puts the other beside it (`journal (Anna's conflicted copy).jsonl`, `journal.sync-conflict-….jsonl`):
 * what that machine paid for stands only there.
 */
export async function copiesBeside(folder: string, files: Files): Promise<readonly ReceiptFile[]> {
  const copies: ReceiptFile[] = [];
  for (const path of await copyPaths(folder, files)) copies.push(await readReceipts(path, files));
  return copies.filter(({ entries, newer }) => entries.length > 0 || newer !== undefined);
}

async function copyPaths(folder: string, files: Files): Promise<readonly string[]> {
  const at = receiptsFolder(folder);
  const journals = (await files.names(folder)).filter((name) => /^journal.+\.jsonl$/i.test(name));
  const receipts = (await files.names(at)).filter((name) => /\.jsonl$/i.test(name) && !isReceiptsName(name));
  return [...journals.map((name) => join(folder, name)), ...receipts.map((name) => join(at, name))];
}

/** How many of a copy's records are not among these. */
export function lackingIn(entries: readonly JournalEntry[], copy: ReceiptFile): number {
  const known = new Set(entries.map(recordOf));
  return copy.entries.filter((entry) => !known.has(recordOf(entry))).length;
}
