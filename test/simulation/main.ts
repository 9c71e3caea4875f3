/**
 * Runs seeds, one after another, in a process of its own. Arguments: the first seed, how many, a scenario as JSON, and
 * `first` to stop at the first one that is wrong. Prints each of those, and at last a summary, as lines of JSON.
 */
import { argv } from 'node:process';
import type { Summary } from './processes.ts';
import { type Scenario, simulate } from './simulate.ts';

const [from = '1', count = '1', scenario = '{}', until] = argv.slice(2);
const summary: Summary = { seeds: 0, wrong: [], unattended: 0 };
for (let seed = Number(from); seed < Number(from) + Number(count); seed++) {
  const { violations, unattended } = await simulate(seed, JSON.parse(scenario) as Scenario);
  summary.seeds += 1;
  if (unattended) summary.unattended += 1;
  if (violations.length > 0) summary.wrong.push({ seed, violations });
  if (violations.length > 0 && until === 'first') break;
}
console.log(JSON.stringify(summary));
