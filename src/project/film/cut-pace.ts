import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { timesAsLong } from '../../planner/models/pace.ts';

/** A cut that was timed, in seconds. */
interface Timed {
  readonly took: number;
  readonly expected: number;
}

/** Cuts that are remembered; shorter ones say more of starting programs than of encoding. */
const most = 9;
const shortest = 0.5;
/** What so many need, and far more. */
const mostBytes = 4096;

const fileIn = (state: string): string => join(state, 'cache', 'pace.json');

/** How many times as long as an ordinary machine this one takes to cut a film, by the latest cuts in this folder. */
export const cutPace = async (state: string): Promise<number> => timesAsLong(await latestCuts(state));

/** Remembers a cut. That it can't be written is no trouble: it is only a figure. */
export async function rememberCut(state: string, { took, expected }: Timed): Promise<void> {
  if (expected < shortest) return;
  const cuts = [{ took, expected }, ...(await latestCuts(state))].slice(0, most);
  const file = fileIn(state);
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(join(state, 'cache'), { recursive: true });
    await writeFile(draft, JSON.stringify(cuts), { flag: 'wx' });
    await rename(draft, file);
  } catch {
    // A full or read-only disk is told of by what can't do without it.
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** The folder may come from anybody: what is not the figures that we write is as good as none. */
async function latestCuts(state: string): Promise<readonly Timed[]> {
  try {
    const value: unknown = JSON.parse(await textOf(fileIn(state)));
    return Array.isArray(value) ? value.filter(isTimed).slice(0, most) : [];
  } catch {
    return [];
  }
}

/** Whatever else has that name would never end. */
async function textOf(file: string): Promise<string> {
  const facts = await stat(file);
  return facts.isFile() && facts.size <= mostBytes ? await readFile(file, 'utf8') : '';
}

const isTimed = (value: unknown): value is Timed =>
  typeof value === 'object' &&
  value !== null &&
  'took' in value &&
  'expected' in value &&
  typeof value.took === 'number' &&
  typeof value.expected === 'number';
