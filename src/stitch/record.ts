import { rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '../core/canonical.ts';
import { makeFolder } from '../core/make-folder.ts';
import { textWithin } from '../core/read-bounded.ts';
import type { CuttingRoom } from './cutting-room.ts';

/** What a final cut was made from, and the state of its file when it was finished. */
interface CutRecord {
  readonly inputs: string;
  readonly size: number;
  readonly modified: number;
  /** The number of its pieces that were copied, and the number that were encoded. */
  readonly copied: number;
  readonly encoded: number;
}

/** Far more than a record needs. */
const mostBytes = 4096;

/** The record of the film at `output`, if it was made from these inputs and is unchanged since. */
export async function recall(
  output: string,
  inputs: string,
  room: CuttingRoom,
): Promise<CutRecord | undefined> {
  try {
    const text = await textWithin(recordFile(output, room), mostBytes, { follow: false });
    const record: Partial<CutRecord> = JSON.parse(text ?? '');
    const now = await recordOf(output, inputs, { copied: record.copied ?? 0, encoded: record.encoded ?? 0 });
    return JSON.stringify(record) === JSON.stringify(now) ? now : undefined;
  } catch {
    // Never cut, moved away, or the cache was emptied: in any case there is no reliable record.
    return undefined;
  }
}

/** Whether this very film was cut here, at this path, and is unchanged since. */
export async function wasCut(output: string, cacheFolder: string): Promise<boolean> {
  try {
    const text = await textWithin(recordFile(output, { cacheFolder }), mostBytes, { follow: false });
    const { size, modified }: Partial<CutRecord> = JSON.parse(text ?? '');
    const now = await stat(output);
    return now.size === size && now.mtimeMs === modified;
  } catch {
    return false;
  }
}

export async function remember(
  output: string,
  inputs: string,
  pieces: Pick<CutRecord, 'copied' | 'encoded'>,
  room: CuttingRoom,
): Promise<void> {
  const file = recordFile(output, room);
  await makeFolder(dirname(file));
  // Never written through a file or link that already has this name.
  await rm(file, { force: true });
  await writeFile(file, JSON.stringify(await recordOf(output, inputs, pieces)), { flag: 'wx' });
}

async function recordOf(
  output: string,
  inputs: string,
  { copied, encoded }: Pick<CutRecord, 'copied' | 'encoded'>,
): Promise<CutRecord> {
  const { size, mtimeMs } = await stat(output);
  return { inputs, size, modified: mtimeMs, copied, encoded };
}

const recordFile = (output: string, room: Pick<CuttingRoom, 'cacheFolder'>): string =>
  join(room.cacheFolder, 'films', `${sha256(output)}.json`);
