/**
 * What running costs. `npm run build && node bench/engine.mjs`
 *
 * The engine with its real store, and the client of the Videos API, against the sandbox in a process of its own:
 *
 * 1. 1,000 jobs that take 2 s each, 50 at once, in real time: the makespan against the least that is possible,
 *    which is 40 s. The target is 1.02.
 * 2. The same with jobs that differ: 2 s and up to half more or less, and one in twenty up to four times as long. The least is then what
 *    it takes if each begins in the moment in which another has ended.
 * 3. 10,000 jobs whose time is shortened to 0.1 s: more than fits through engine and server, so this shows how
 *    many do, and whether time and memory grow with the jobs.
 *
 * And for each the processor time of both processes, requests to the server for each job, and peak memory of the engine's.
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
import { colourStudio } from '../dist/sandbox/colour-studio.js';
import { serveSandbox } from '../dist/sandbox/serve.js';
import { openStore } from '../dist/store/store.js';

const CONCURRENCY = 50;
const JOB_SECONDS = 2;
const size = { width: 1280, height: 720 };
const { clock, random } = machine({ cwd: process.cwd() });

const cases = {
  equal: { jobs: 1000, speed: 1, secondsOf: () => JOB_SECONDS },
  different: { jobs: 1000, speed: 1, secondsOf: differing },
  shortened: { jobs: 10_000, speed: 20, secondsOf: () => JOB_SECONDS },
};

/** The same for each run: the n-th job takes as long as before. */
function differing(n) {
  const share = ((n + 1) * 0.618034) % 1;
  return JOB_SECONDS * (n % 20 === 7 ? 1.5 + 2.5 * share : 0.5 + share);
}

const [mode, name, ...args] = process.argv.slice(2);
if (mode === 'serve') await serve(cases[name]);
else if (mode === 'run') process.send(await run(cases[name], ...args));
else await report();

async function report() {
  console.log(
    '       jobs          makespan s  least s   ratio  CPU ms/job  server CPU  requests/job  polls/job  peak MB',
  );
  for (const [named, { jobs, speed, secondsOf }] of Object.entries(cases)) {
    if (mode !== undefined && mode !== named) continue;
    const server = child('serve', named);
    const { url } = await answer(server);
    const { made, seconds, cpu, peak } = await answer(child('run', named, url));
    server.send('count');
    const told = await answer(server);
    server.disconnect();
    if (made !== jobs) throw new Error(`only ${made} of ${jobs} jobs were made`);

    const least = leastFor(Array.from({ length: jobs }, (_, n) => secondsOf(n) / speed));
    const columns = [
      [jobs, 6],
      [named, 11],
      [seconds.toFixed(1), 14],
      [least.toFixed(1), 9],
      [(seconds / least).toFixed(3), 8],
      [(cpu / jobs).toFixed(2), 12],
      [(told.cpu / jobs).toFixed(2), 12],
      [(told.requests / jobs).toFixed(2), 14],
      [(told.polls / jobs).toFixed(2), 11],
      [peak.toFixed(0), 9],
    ];
    console.log(columns.map(([cell, width]) => String(cell).padStart(width)).join(''));
  }
  console.log('The target for the first ratio is 1.02.');
}

/** Seconds that these jobs take in their order, if each begins in the moment in which another has ended. */
function leastFor(times) {
  const free = new Array(CONCURRENCY).fill(0);
  for (const time of times) {
    const next = free.indexOf(Math.min(...free));
    free[next] += time;
  }
  return Math.max(...free);
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

async function serve({ speed, secondsOf }) {
  const folder = mkdtempSync(join(tmpdir(), 'storycut-bench-server-'));
  const tools = await findTools({ path: process.env.PATH });
  if (!tools.ok) throw new Error(tools.error.message);
  const plain = colourStudio(tools.value, folder);
  // Made beforehand: the first job would take longer.
  await plain.shoot({ kind: 'generate', size, total: 4 });
  const sandbox = await serveSandbox({
    service: 'openai',
    tools: tools.value,
    folder,
    clock,
    speed,
    faults: [],
    footage: {
      async shoot(shooting) {
        await clock.sleep((1000 * secondsOf(Number(shooting.prompt.slice('Shot '.length)))) / speed);
        return plain.shoot(shooting);
      },
      close: () => plain.close(),
    },
    jobSeconds: 0,
  });
  const before = process.cpuUsage();
  process.on('message', () => {
    const { user, system } = process.cpuUsage(before);
    const { requests } = sandbox.ledger;
    const polls = requests.filter(({ operation }) => operation === 'retrieve');
    process.send({ requests: requests.length, polls: polls.length, cpu: (user + system) / 1000 });
  });
  process.on('disconnect', async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });
  process.send({ url: sandbox.url });
}

async function run({ jobs, speed }, url) {
  const folder = mkdtempSync(join(tmpdir(), 'storycut-bench-engine-'));
  const store = await openStore(join(folder, '.storycut'), { clock, random });
  if (!store.ok) throw new Error(store.error.message);
  const jobSeconds = JOB_SECONDS / speed;
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
    planOf(jobs, jobSeconds),
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

function planOf(count, pace) {
  const jobs = Array.from({ length: count }, (_, n) => {
    const request = {
      ...{ kind: 'generate', provider: 'bench', model: 'sora-2', prompt: `Shot ${n}`, size, seconds: 4 },
      ...{ options: {}, take: 1, variation: 1, references: [], characters: [] },
    };
    return {
      ...{ kind: 'generate', id: `s${n}`, segment: `s${n}`, take: 1, link: 1, needs: [], state: 'new' },
      ...{ fingerprint: fingerprintOf(request), reason: 'never made', cost: 0, holds: 4 },
      ...{ request, fallbacks: [], attempts: 3, pace },
    };
  });
  return {
    ...{ schemaVersion: 1, storyboard: 'bench', jobs, takes: [], files: [], seconds: 0, diagnostics: [] },
    timeline: { fps: 24, entries: [], frames: 0 },
    cost: { needed: 0, spent: 0, currency: 'USD', estimated: false },
  };
}
