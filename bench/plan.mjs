/**
 * What planning costs. `npm run build && node bench/plan.mjs`
 *
 * 1. Storyboards of 100 to 100,000 segments, each read and planned once in a fresh process: time, peak memory,
 *    and how they grow.
 * 2. Reading and planning 10,000 segments against a bare `yaml.parseDocument` of the same text: warm, each in a
 *    process of its own, in turns, since in one process V8 allocates for the one as it learned from the other, which
 *    keeps all that it makes. The median ratio; the target is 1.15.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { storyboardText } from './generate-storyboard.mjs';

const rounds = { warm: 5, measured: 9 };

const [mode, file] = process.argv.slice(2);
if (mode === 'once') print(await once(file));
else if (mode === 'bare') print(await bare(file));
else if (mode === 'ours') print(await ours(file));
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
    const path = write(folder, 10_000);
    const turns = [1, 2, 3, 4, 5].map(() => ({ ...child('bare', path), ...child('ours', path) }));
    const of = (figure) => median(turns.map(figure));
    console.log(
      `\n10,000 segments, warm, medians of ${turns.length} turns: parseDocument ${of(({ parse }) => parse).toFixed(0)} ms;`,
      `read and plan ${of(({ both }) => both).toFixed(0)} ms (planning ${of(({ planning }) => planning).toFixed(0)} ms of it);`,
      `ratio ${of(({ parse, both }) => both / parse).toFixed(2)}, target 1.15`,
    );
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

/** Median milliseconds of a bare parse, warm. */
async function bare(path) {
  const { parseDocument } = await import('yaml');
  const text = readFileSync(path, 'utf8');
  const times = [];
  for (let round = 0; round < rounds.warm + rounds.measured; round++) {
    const start = performance.now();
    parseDocument(text);
    times.push(performance.now() - start);
  }
  return { parse: median(times.slice(rounds.warm)) };
}

/** Median milliseconds of reading and planning, warm, in an environment like the command's. */
async function ours(path) {
  if (process.platform !== 'win32') process.env = { ...process.env };
  const { read, plan } = await stages();
  const both = [];
  const planning = [];
  for (let round = 0; round < rounds.warm + rounds.measured; round++) {
    const start = performance.now();
    const { storyboard } = await read(path);
    const middle = performance.now();
    plan(storyboard);
    const end = performance.now();
    both.push(end - start);
    planning.push(end - middle);
  }
  return { both: median(both.slice(rounds.warm)), planning: median(planning.slice(rounds.warm)) };
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
