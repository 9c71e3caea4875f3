/**
 * What planning costs. `npm run build && node bench/plan.mjs`
 *
 * 1. Storyboards of 100 to 100,000 segments, each read and planned once in a fresh process: time, peak memory,
 *    and how they grow.
 * 2. Reading and planning 10,000 segments against a bare `yaml.parseDocument` of the same text, in turns in
 *    one process: the median ratio. The target is 1.15.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { storyboardText } from './generate-storyboard.mjs';

const [mode, file] = process.argv.slice(2);
if (mode === 'once') print(await once(file));
else if (mode === 'ratio') print(await ratio(file, 9));
else report();

function report() {
  const folder = mkdtempSync(join(tmpdir(), 'storycut-bench-'));
  try {
    console.log('segments      jobs    read ms    plan ms   peak MB   µs/segment');
    for (const count of [100, 1000, 10_000, 100_000]) {
      const { refused, jobs, read, plan, peak } = child('once', write(folder, count));
      if (refused !== undefined) {
        console.log(`${row([count, 8])}  refused: ${refused}`);
        continue;
      }
      const each = ((read + plan) * 1000) / count;
      console.log(row([count, 8], [jobs, 10], [read, 11], [plan, 11], [peak, 10], [each, 13]));
    }
    const { parse, both, planning, ratio } = child('ratio', write(folder, 10_000));
    console.log(
      `\n10,000 segments, medians: parseDocument ${parse.toFixed(0)} ms; read and plan ${both.toFixed(0)} ms`,
    );
    console.log(`(planning ${planning.toFixed(0)} ms of it); ratio ${ratio.toFixed(2)}, target 1.15`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function write(folder, count) {
  const path = join(folder, `${count}.storyboard.yaml`);
  writeFileSync(path, storyboardText(count));
  return path;
}

function child(name, path) {
  const output = execFileSync(process.execPath, [fileURLToPath(import.meta.url), name, path], {
    encoding: 'utf8',
  });
  return JSON.parse(output);
}

/** Milliseconds of reading and planning, and the peak of memory in MB. */
async function once(path) {
  const { read, plan } = await stages();
  const start = performance.now();
  const { storyboard, refused } = await read(path);
  if (refused !== undefined) return { refused };
  const middle = performance.now();
  const { jobs } = plan(storyboard);
  const end = performance.now();
  const peak = process.resourceUsage().maxRSS / 1024;
  return { jobs: jobs.length, read: middle - start, plan: end - middle, peak };
}

/** In turns, so that a busy machine is as unkind to both. Medians of milliseconds, and of each turn's ratio. */
async function ratio(path, rounds) {
  const { read, plan } = await stages();
  const { parseDocument } = await import('yaml');
  const text = readFileSync(path, 'utf8');
  const times = { parse: [], both: [], planning: [], ratio: [] };
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    parseDocument(text);
    const parsed = performance.now();
    const { storyboard } = await read(path);
    const middle = performance.now();
    plan(storyboard);
    const end = performance.now();
    times.parse.push(parsed - start);
    times.both.push(end - parsed);
    times.planning.push(end - middle);
    times.ratio.push((end - parsed) / (parsed - start));
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

async function stages() {
  const { readStoryboard } = await import('../dist/storyboard/read.js');
  const { makePlan } = await import('../dist/planner/make-plan.js');
  const { builtInProviders } = await import('../dist/providers/registry.js');
  const { emptyHoldings } = await import('../dist/core/holdings.js');
  const noAssets = async (path) => ({ ok: false, error: { code: 'file-not-found', message: path } });
  return {
    read: async (path) => {
      const { storyboard, diagnostics } = await readStoryboard(path, { vars: {} }, noAssets);
      return storyboard === undefined ? { refused: diagnostics[0]?.message } : { storyboard };
    },
    plan: (storyboard) => {
      const options = { providers: builtInProviders, holdings: emptyHoldings, concurrency: 4 };
      const plan = makePlan({ storyboard, named: 'film.storyboard.yaml', ...options });
      if (!plan.ok) throw new Error(plan.error.map(({ message }) => message).join('\n'));
      return plan.value;
    },
  };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function row(...cells) {
  return cells.map(([value, width]) => Math.round(value).toString().padStart(width)).join('');
}

function print(value) {
  console.log(JSON.stringify(value));
}
