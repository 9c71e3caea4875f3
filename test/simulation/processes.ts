import { execFile } from 'node:child_process';
import { execPath } from 'node:process';
import { promisify } from 'node:util';
import type { Scenario } from './simulate.ts';

/** What many seeds came to. */
export interface Summary {
  seeds: number;
  wrong: { seed: number; violations: readonly string[] }[];
  /** Films that were whole before anybody had to answer anything. */
  unattended: number;
}

export interface Seeds {
  readonly from: number;
  readonly count: number;
  readonly scenario: Scenario;
  /** Stops at the first seed that is wrong. */
  readonly first?: boolean;
}

/** Runs seeds in a process of its own: `program` is the compiled `main.ts`. */
export async function runSeeds(program: string, seeds: Seeds): Promise<Summary> {
  const [summary] = await runEach(program, [seeds]);
  if (summary === undefined) throw new Error('The simulation printed no summary.');
  return summary;
}

/** Runs lists of seeds one after another in one process, and gives a summary of each. */
export async function runEach(program: string, lists: readonly Seeds[]): Promise<readonly Summary[]> {
  const { stdout } = await promisify(execFile)(execPath, [program, JSON.stringify(lists)], {
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(stdout) as readonly Summary[];
}
