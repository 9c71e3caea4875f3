/**
 * What running costs. `npm run build && node bench/engine.mjs`
 *
 * The engine with its real store, and the client of the Videos API, against the sandbox in a process of its own:
 *
 * 1. 1,000 jobs that take 2 s each, 50 at once, in real time: the makespan against the least that is possible,
 *    which is 40 s. The target is 1.05.
 * 2. 10,000 jobs whose time is shortened to 0.1 s: more than fits through engine and server, so this shows how
 *    many do, and whether time and memory grow with the jobs.
 *
 * And for both the processor time of the engine's process, requests to the server for each job, and peak memory.
 * Clips are not decoded, since that is ffmpeg's time and not the engine's.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprintOf } from '../dist/core/request.js';
import { ok } from '../dist/core/result.js';
import { execute } from '../dist/executor/execute.js';
import { findTools } from '../dist/media/tools.js';
import { machine } from '../dist/project/machine/machine.js';
import { dialects } from '../dist/providers/videos-api/dialects.js';
import { videosApiProvider } from '../dist/providers/videos-api/videos-api.js';
import { serveSandbox } from '../dist/sandbox/serve.js';
import { openStore } from '../dist/store/store.js';

const CONCURRENCY = 50;
const JOB_SECONDS = 2;
const size = { width: 1280, height: 720 };
const { clock, random } = machine({ cwd: process.cwd() });

const [mode, ...numbers] = process.argv.slice(2);
if (mode === 'serve') await serve(Number(numbers[0]));
else if (mode === 'run') process.send(await run(...numbers));
else await report();

async function report() {
  console.log('  jobs   job s   makespan s   least s   ratio   CPU ms/job   requests/job   peak MB');
  for (const [jobs, speed] of [
    [1000, 1],
    [10_000, 20],
  ]) {
    const server = child('serve', speed);
    const { url } = await answer(server);
    const { made, seconds, cpu, peak } = await answer(child('run', url, jobs, speed));
    server.send('count');
    const { requests } = await answer(server);
    server.disconnect();
    if (made !== jobs) throw new Error(`only ${made} of ${jobs} jobs were made`);

    const least = (Math.ceil(jobs / CONCURRENCY) * JOB_SECONDS) / speed;
    const columns = [
      [jobs, 6],
      [JOB_SECONDS / speed, 8],
      [seconds.toFixed(1), 13],
      [least.toFixed(0), 10],
      [(seconds / least).toFixed(3), 8],
      [(cpu / jobs).toFixed(2), 13],
      [(requests / jobs).toFixed(2), 15],
      [peak.toFixed(0), 10],
    ];
    console.log(columns.map(([cell, width]) => String(cell).padStart(width)).join(''));
  }
  console.log('The target for the first ratio is 1.05.');
}

function child(...args) {
  return fork(fileURLToPath(import.meta.url), args.map(String));
}

function answer(process) {
  return new Promise((resolve, reject) => {
    process.once('message', resolve);
    process.once('error', reject);
    process.once('exit', (code) => code !== 0 && reject(new Error(`exited with ${code}`)));
  });
}

async function serve(speed) {
  const folder = mkdtempSync(join(tmpdir(), 'storycut-bench-server-'));
  const tools = await findTools({ path: process.env.PATH });
  if (!tools.ok) throw new Error(tools.error.message);
  const sandbox = await serveSandbox({
    service: 'openai',
    tools: tools.value,
    folder,
    clock,
    speed,
    faults: [],
    footage: 'colour',
    jobSeconds: JOB_SECONDS,
  });
  process.on('message', () => process.send({ requests: sandbox.ledger.requests.length }));
  process.on('disconnect', async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });
  process.send({ url: sandbox.url });
}

async function run(url, count, speed) {
  const folder = mkdtempSync(join(tmpdir(), 'storycut-bench-engine-'));
  const store = await openStore(join(folder, '.storycut'), { clock, random });
  if (!store.ok) throw new Error(store.error.message);
  const jobSeconds = JOB_SECONDS / Number(speed);
  const provider = videosApiProvider({
    data: {
      name: 'bench',
      defaultModel: 'sora-2',
      models: [{ model: 'sora-2', pace: { base: jobSeconds, perSecond: 0 } }],
    },
    dialect: dialects.openai,
    baseUrl: url,
    key: 'none',
    clock,
    pollEvery: (jobSeconds * 1000) / 2,
  });
  const [began, cpuBefore] = [performance.now(), process.cpuUsage()];
  const outcome = await execute(
    planOf(Number(count)),
    {
      clock,
      random,
      store: store.value,
      provider: () => provider,
      takeFrame: async () => ok(undefined),
      verify: async () => ok({ seconds: 4, size, hasAudio: false }),
      emit: () => undefined,
    },
    { storyboardName: 'bench', concurrency: CONCURRENCY, keepGoing: true, payAgain: false },
    new AbortController().signal,
  );
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  await store.value.close();
  rmSync(folder, { recursive: true });
  return {
    made: outcome.made,
    seconds,
    cpu: (user + system) / 1000,
    peak: process.resourceUsage().maxRSS / 1024,
  };
}

function planOf(count) {
  const jobs = Array.from({ length: count }, (_, n) => {
    const request = {
      ...{ kind: 'generate', provider: 'bench', model: 'sora-2', prompt: `Shot ${n}`, size, seconds: 4 },
      ...{ options: {}, take: 1, variation: 1, references: [], characters: [] },
    };
    return {
      ...{ kind: 'generate', id: `s${n}`, segment: `s${n}`, take: 1, link: 1, needs: [], state: 'new' },
      ...{ fingerprint: fingerprintOf(request), reason: 'never made', cost: 0, holds: 4 },
      ...{ request, fallbacks: [], attempts: 3 },
    };
  });
  return {
    ...{ schemaVersion: 1, storyboard: 'bench', jobs, takes: [], files: [], seconds: 0, diagnostics: [] },
    timeline: { fps: 24, entries: [], frames: 0 },
    cost: { needed: 0, spent: 0, currency: 'USD', estimated: false },
  };
}
