import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '../core/canonical.ts';
import type { MediaFacts } from '../core/footage.ts';
import type { Result } from '../core/result.ts';
import type { ProbeProblem } from './probed.ts';
import { type Stamp, stampOf } from './stamp.ts';

/** A file's hash and the facts about it. */
export interface ReadFile {
  readonly sha256: string;
  readonly facts: MediaFacts;
}

export type AssetReader = (absolute: string) => Promise<Result<ReadFile, ProbeProblem>>;

/** What was read of a file, and the stamp it had then. */
interface Known extends ReadFile {
  readonly version: typeof version;
  readonly stamp: string;
}

/** Increase it whenever facts are determined in another way. */
const version = 5;
/** Smaller files are read again: that takes no longer than asking. Bytes. */
const small = 1 << 20;
/** Milliseconds within which a second change may leave a file with the same time. */
const tick = 2000;
/** Milliseconds for which what was read of a file is remembered. */
const kept = 90 * 24 * 3_600_000;

/**
 * Reads files, and remembers in `folder` what is read of recordings and footage, so that gigabytes are read once. A file is
 * taken for unchanged if its stamp is: its size, its times and its place on the disk. A file that was changed just now could
 * change again without another time, so it is remembered when it is read the next time. Images are always read, since they
 * are what requests are made of, and a request is paid for.
 */
export const knownAssets =
  (folder: string | undefined, read: AssetReader): AssetReader =>
  async (absolute) => {
    const before = await stampOf(absolute);
    if (folder === undefined || before === undefined || before.size <= small) return read(absolute);
    const file = join(folder, `${sha256(absolute)}.json`);
    const known = await recall(file);
    if (known?.stamp === before.text)
      return { ok: true, value: { sha256: known.sha256, facts: known.facts } };
    const isSettled = isLongAgo(before);
    const now = await read(absolute);
    if (!now.ok || now.value.facts.kind === 'image') return now;
    if (isSettled && before.text === (await stampOf(absolute))?.text)
      await remember(file, { version, stamp: before.text, ...now.value });
    return now;
  };

/** A change that comes from the future is none. */
const isLongAgo = ({ changed }: Stamp): boolean => changed + tick <= Date.now();

/** What can't be read was never known. */
async function recall(file: string): Promise<Known | undefined> {
  try {
    const known: Known = JSON.parse(await readFile(file, 'utf8'));
    const isSound = known.version === version && /^[0-9a-f]{64}$/.test(known.sha256);
    return isSound && ['audio', 'video'].includes(known.facts.kind) ? known : undefined;
  } catch {
    return undefined;
  }
}

/** Without a place to write it, the file is only read again the next time. */
async function remember(file: string, known: Known): Promise<void> {
  const draft = `${file}.${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(draft, JSON.stringify(known));
    await rename(draft, file);
    await forgetOld(dirname(file));
  } catch {
    // As above.
  }
}

/** Films end, and their rushes go: what was remembered long ago is read again if it is still asked for. */
async function forgetOld(folder: string): Promise<void> {
  const names = await readdir(folder);
  for (const name of names) {
    const file = join(folder, name);
    const facts = await stat(file).catch(() => undefined);
    if (facts && facts.mtimeMs + kept < Date.now()) await rm(file, { force: true });
  }
}
