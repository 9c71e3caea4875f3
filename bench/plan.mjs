/**
 * What planning costs. `npm run build && node bench/plan.mjs`
 *
 * 1. Storyboards of 100 to 80,000 segments, each read and planned in fresh processes: CPU seconds of the whole process,
 *    milliseconds of reading and planning, peak memory, and how they grow. Medians of 5, of one for 80,000.
 * 2. The same for 10,000 segments in a file with a key in quotes, so that the YAML parser reads it and not the quick reader.
 * 3. A bare `yaml.parseDocument` of the 10,000, as a ratio.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { storyboardText } from './generate-storyboard.mjs';

const [mode, file] = process.argv.slice(2);
if (mode === 'once') print(await once(file));
else if (mode === 'bare') print(await bare(file));
else report();

function report() {
  const folder = mkdtempSync(join(tmpdir(), 'storycut-bench-'));
  try {
    console.log('segments      jobs    read ms    plan ms      CPU s   peak MB   µs/segment');
    for (const count of [100, 1000, 10_000, 80_000])
      show(count, write(folder, count), count < 80_000 ? 5 : 1);
    const path = write(folder, 10_000);
    const quoted = write(folder, 10_000, (text) => text.replace('storyboard:', '"storyboard":'));
    console.log('\nby the YAML parser:');
    show(10_000, quoted, 5);
    const turns = [1, 2, 3, 4, 5].map(() => [child('bare', path).cpu, child('once', path).cpu]);
    const [parse, whole] = [0, 1].map((i) => median(turns.map((turn) => turn[i])));
    console.log(
      `\n10,000 segments, medians of 5 turns: ${whole.toFixed(2)} CPU s for reading and planning, ${(whole / parse).toFixed(2)} of`,
      `one parseDocument (${parse.toFixed(2)} CPU s)`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function show(count, path, times) {
  const runs = Array.from({ length: times }, () => child('once', path));
  const refused = runs.find((run) => run.refused)?.refused;
  if (refused !== undefined) return console.log(`${row([count, 8])}  refused: ${refused}`);
  const of = (figure) => median(runs.map(figure));
  const each = (of(({ read, plan }) => read + plan) * 1000) / count;
  console.log(
    row([count, 8], [runs[0].jobs, 10], [of((run) => run.read), 11], [of((run) => run.plan), 11]) +
      of(({ cpu }) => cpu)
        .toFixed(2)
        .padStart(11) +
      row([of(({ peak }) => peak), 10], [each, 13]),
  );
}

function write(folder, count, change = (text) => text) {
  const text = change(storyboardText(count));
  const path = join(folder, `${count}-${text.length}.storyboard.yaml`);
  writeFileSync(path, text);
  return path;
}

function child(name, path) {
  const output = execFileSync(process.execPath, [fileURLToPath(import.meta.url), name, path], {
    encoding: 'utf8',
  });
  return JSON.parse(output);
}

/** Milliseconds of reading and planning, CPU seconds of the process, and the peak of its memory in MB. */
async function once(path) {
  const { read, plan } = await stages();
  const start = performance.now();
  const { storyboard, refused } = await read(path);
  if (refused !== undefined) return { refused };
  const middle = performance.now();
  const { jobs } = plan(storyboard);
  const end = performance.now();
  return { jobs: jobs.length, read: middle - start, plan: end - middle, ...spent() };
}

/** The same of a bare parse. */
async function bare(path) {
  const { parseDocument } = await import('yaml');
  parseDocument(readFileSync(path, 'utf8'));
  return spent();
}

function spent() {
  const { user, system } = process.cpuUsage();
  return { cpu: (user + system) / 1e6, peak: process.resourceUsage().maxRSS / 1024 };
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
