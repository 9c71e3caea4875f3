// What a command costs: wall time, CPU time and memory of the process and all it starts, and tables of ratios.
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

const often = 50;

/** Runs a command to its end. Seconds of wall and CPU; megabytes of all its processes together, at their most. */
export async function measured([program, ...args]) {
  const child = spawn('/usr/bin/time', ['-f', 'cost %e %U %S %M', program, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  let memory = 0;
  const watch = setInterval(async () => (memory = Math.max(memory, await memoryOf(child.pid))), often);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${program} failed:\n${said}`);
  const [, wall, user, system, largest] = /cost (\S+) (\S+) (\S+) (\S+)\s*$/.exec(said).map(Number);
  // A short process may have ended before it was looked at.
  return { wall, cpu: user + system, memory: Math.max(memory, largest / 1000) };
}

/** Megabytes of a process and its descendants; 0 where the system doesn't tell. */
export async function memoryOf(root) {
  const parents = new Map();
  const pages = new Map();
  for (const pid of (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields === undefined) continue;
    parents.set(Number(pid), Number(fields[1]));
    pages.set(Number(pid), Number(fields[21]));
  }
  const isOurs = (pid) => pid === root || (parents.has(pid) && isOurs(parents.get(pid)));
  const ours = [...pages].filter(([pid]) => isOurs(pid));
  return (ours.reduce((sum, [, count]) => sum + count, 0) * 4096) / 1e6;
}

/** Runs contenders one after another in each round; the medians of each. `before` isn't measured. One may `measure` itself. */
export async function compare(contenders, rounds) {
  const runs = contenders.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, { command, before, measure = () => measured(command) }] of contenders.entries()) {
      await before?.();
      runs[i].push(await measure());
    }
  }
  return contenders.map(({ name }, i) => ({ name, ...medians(runs[i]) }));
}

function medians(runs) {
  const middle = (of) => runs.map(of).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)];
  return {
    wall: middle((run) => run.wall),
    cpu: middle((run) => run.cpu),
    memory: middle((run) => run.memory),
  };
}

/** Prints what each took, and as parts of what the one called `base` took. */
export function printRatios(results, base) {
  const of = results.find(({ name }) => name === base) ?? results[0];
  const column = (value, whole, unit) =>
    `${(value / whole).toFixed(3).padStart(9)} ${`(${value.toFixed(2)} ${unit})`.padStart(11)}`;
  console.log(`${''.padEnd(40)}${'wall'.padStart(20)}${'CPU'.padStart(21)}${'memory'.padStart(12)}`);
  for (const { name, wall, cpu, memory } of results) {
    const costs = `${column(wall, of.wall, 's')}${column(cpu, of.cpu, 's')}`;
    console.log(`${name.padEnd(40)}${costs}${memory.toFixed(0).padStart(9)} MB`);
  }
}
