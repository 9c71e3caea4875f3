/**
 * Runs histories, one after another, in a process of its own. Argument: a JSON list of `Seeds`. Prints a `Summary` of each, in
 * their order, as JSON.
 */
import { argv } from 'node:process';
import type { Seeds, Summary } from './processes.ts';
import { simulate } from './simulate.ts';

async function summaryOf({ from, count, scenario, first }: Seeds): Promise<Summary> {
  const summary: Summary = { seeds: 0, wrong: [], unattended: 0 };
  for (let seed = from; seed < from + count; seed++) {
    const { violations, unattended } = await simulate(seed, scenario);
    summary.seeds += 1;
    if (unattended) summary.unattended += 1;
    if (violations.length > 0) summary.wrong.push({ seed, violations });
    if (violations.length > 0 && first) break;
  }
  return summary;
}

const summaries: Summary[] = [];
for (const seeds of JSON.parse(argv[2] ?? '[]') as Seeds[]) summaries.push(await summaryOf(seeds));
console.log(JSON.stringify(summaries));
