import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../core/make-folder.ts';
import { textWithin } from '../../core/read-bounded.ts';
import { timesAsLong } from '../../core/times-as-long.ts';

/** A cut that was timed, in seconds. */
interface Timed {
  readonly took: number;
  readonly expected: number;
}

/** How many cuts are remembered, and the shortest, in seconds: a shorter one measures starting programs, not encoding. */
const most = 9;
const shortest = 0.5;
/** Far more than so many need. */
const mostBytes = 4096;

const fileIn = (state: string): string => join(state, 'cache', 'pace.json');

/** How many times as long as an ordinary machine this one takes to cut a film, from the latest cuts in this folder. */
export const cutPace = async (state: string): Promise<number> => timesAsLong(await latestCuts(state));

/** Remembers a cut. It does not matter if it can't be written: it is only an estimate. */
export async function rememberCut(state: string, { took, expected }: Timed): Promise<void> {
  if (expected < shortest) return;
  const cuts = [{ took, expected }, ...(await latestCuts(state))].slice(0, most);
  const file = fileIn(state);
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await makeFolder(join(state, 'cache'));
    await writeFile(draft, JSON.stringify(cuts), { flag: 'wx' });
    await rename(draft, file);
  } catch {
    // A full or read-only disk is reported by whatever depends on it.
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** The folder is untrusted: anything but the figures that we write is ignored. */
async function latestCuts(state: string): Promise<readonly Timed[]> {
  try {
    const value: unknown = JSON.parse((await textWithin(fileIn(state), mostBytes, { follow: false })) ?? '');
    return Array.isArray(value) ? value.filter(isTimed).slice(0, most) : [];
  } catch {
    return [];
  }
}

const isTimed = (value: unknown): value is Timed =>
  typeof value === 'object' &&
  value !== null &&
  'took' in value &&
  'expected' in value &&
  typeof value.took === 'number' &&
  typeof value.expected === 'number';
