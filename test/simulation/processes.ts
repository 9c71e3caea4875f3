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
export async function runSeeds(program: string, { from, count, scenario, first }: Seeds): Promise<Summary> {
  const asked = [program, String(from), String(count), JSON.stringify(scenario), ...(first ? ['first'] : [])];
  const { stdout } = await promisify(execFile)(execPath, asked, { maxBuffer: 2 ** 28 });
  return JSON.parse(stdout) as Summary;
}
