import { join } from 'node:path';
import type { AppendFile, Files } from './files.ts';
import { type JournalEntry, readLine, writeLine } from './line.ts';
import { linesOf } from './scan.ts';

/**
 * What the journal says, once more. Each process that records something writes a file of its own beside the clips, with
 * the journal's very lines, and no file is written to again: so a journal that is lost, or an older copy, does not take
 * along what was paid.
 */
export interface Receipts {
  /** Resolves when these lines are durable. They follow the last that have receipts. */
  append(lines: string): Promise<void>;
  /** Cuts off what the last `append` wrote, all or a part of it, durably. */
  takeBack(): Promise<void>;
  close(): Promise<void>;
}

export const receiptsFolder = (folder: string): string => join(folder, 'receipts');

/** The file is created with the first lines; `beforehand` are those that have no receipts yet. */
export async function continueReceipts(
  folder: string,
  files: Files,
  beforehand: readonly JournalEntry[],
): Promise<Receipts> {
  let file: AppendFile | undefined;
  const receipts: Receipts = {
    async append(lines) {
      file ??= await createNext(folder, files);
      await file.append(lines);
      await file.sync();
    },
    async takeBack() {
      await file?.takeBack();
    },
    async close() {
      await file?.close();
    },
  };
  try {
    if (beforehand.length > 0) await receipts.append(beforehand.map(writeLine).join(''));
    return receipts;
  } catch (error) {
    await receipts.close();
    throw error;
  }
}

/** Those of the last file that has any: all records before its first have receipts, too. */
export async function lastReceipts(folder: string, files: Files): Promise<LastReceipts | undefined> {
  for (const path of (await receiptFiles(folder, files)).reverse()) {
    const bytes = (await files.read(path)) ?? new Uint8Array();
    for (const { line } of linesOf(bytes)) if (line.kind === 'entry') return { path, bytes };
  }
  return undefined;
}

export interface LastReceipts {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Every record that a receipt holds, by file. One at a time: there is a file for each process that ever wrote. */
export async function allReceipts(folder: string, files: Files): Promise<readonly ReceiptFile[]> {
  const all: ReceiptFile[] = [];
  for (const path of await receiptFiles(folder, files)) all.push(await readReceipts(path, files));
  return all;
}

export async function readReceipts(path: string, files: Files): Promise<ReceiptFile> {
  const lines = [...linesOf((await files.read(path)) ?? new Uint8Array())].map(({ line }) => line);
  const newer = lines.find((line) => line.kind === 'newer');
  return {
    path,
    entries: lines.flatMap((line) => (line.kind === 'entry' ? [line.entry] : [])),
    ...(newer && { newer: newer.type }),
  };
}

export interface ReceiptFile {
  /** Absolute. */
  readonly path: string;
  readonly entries: readonly JournalEntry[];
  /** The type of a record of a later version. */
  readonly newer?: string;
}

/** How the last receipts and a journal go together. */
export interface Agreement {
  /** All records up to this one have receipts. */
  readonly held: number;
  /** The last record that has a receipt. */
  readonly last: number;
  /** The first record that the journal has otherwise. */
  readonly differs?: number;
}

export function compareReceipts(receipts: Uint8Array | undefined, journal: Uint8Array): Agreement {
  if (receipts === undefined) return { held: 0, last: 0 };
  const whole = receipts.subarray(0, receipts.lastIndexOf(10) + 1);
  return (isPartOf(whole, journal) && atOnce(whole)) || byRecord(readable(whole), readable(journal));
}

/** The usual case, at the price of comparing bytes. */
function isPartOf(receipts: Uint8Array, journal: Uint8Array): boolean {
  const at = Buffer.from(journal.buffer, journal.byteOffset, journal.length).indexOf(
    receipts.subarray(0, receipts.indexOf(10) + 1),
  );
  return at >= 0 && Buffer.compare(journal.subarray(at, at + receipts.length), receipts) === 0;
}

/** The same bytes are in the journal, so whatever is wrong with them is judged there. */
function atOnce(whole: Uint8Array): Agreement | undefined {
  const line = readLine(whole.subarray(whole.lastIndexOf(10, whole.length - 2) + 1, -1));
  return line.kind === 'entry' ? { held: line.entry.seq, last: line.entry.seq } : undefined;
}

function byRecord(receipts: readonly JournalEntry[], journal: readonly JournalEntry[]): Agreement {
  const first = receipts[0];
  if (first === undefined) return { held: 0, last: 0 };
  const recorded = new Map(journal.map((entry) => [entry.seq, JSON.stringify(entry)]));
  const differs = receipts.find((entry) => {
    const there = recorded.get(entry.seq);
    return there !== undefined && there !== JSON.stringify(entry);
  });
  let held = first.seq - 1;
  for (const { seq } of receipts) if (seq === held + 1) held = seq;
  return { held, last: receipts.at(-1)?.seq ?? 0, ...(differs && { differs: differs.seq }) };
}

const readable = (bytes: Uint8Array): readonly JournalEntry[] =>
  [...linesOf(bytes)].flatMap(({ line }) => (line.kind === 'entry' ? [line.entry] : []));

/** In the order in which they were written. */
async function receiptFiles(folder: string, files: Files): Promise<string[]> {
  const names = await files.names(receiptsFolder(folder));
  return names.filter(isReceiptsName).map((name) => join(receiptsFolder(folder), name));
}

/** What has the next name, but is no file of ours, is left alone. */
async function createNext(folder: string, files: Files): Promise<AppendFile> {
  const last = (await receiptFiles(folder, files)).at(-1);
  for (let number = last === undefined ? 1 : numberOf(last) + 1; ; number++) {
    const name = `${String(number).padStart(6, '0')}.jsonl`;
    try {
      return await files.create(join(receiptsFolder(folder), name));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

const numberOf = (path: string): number => Number(path.slice(-'000000.jsonl'.length, -'.jsonl'.length));

export const isReceiptsName = (name: string): boolean => /^\d{6}\.jsonl$/.test(name);
