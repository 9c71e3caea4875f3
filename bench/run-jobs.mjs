// Jobs by the engine with its real store, and the client of the Videos API, at the sandbox in a process of its own.
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

export const concurrency = 50;
const longSeconds = 2;
const size = { width: 1280, height: 720 };
const { clock, random } = machine({ cwd: process.cwd() });

/** Seconds of the n-th job, the same in each run. `differ`: a half more or less, and one in twenty up to four times as long. */
export function secondsOf({ differ, speed }, n) {
  const share = ((n + 1) * 0.618034) % 1;
  const own = n % 20 === 7 ? 1.5 + 2.5 * share : 0.5 + share;
  return (longSeconds * (differ ? own : 1)) / speed;
}

const [mode, order, ...args] = process.argv.slice(2);
if (mode === '--serve') await serve(JSON.parse(order));
if (mode === '--run') process.send(await run(JSON.parse(order), ...args));

/**
 * Runs `jobs` of 2 s, `speed` times as fast. What it took, in seconds; `cpu` of the engine's process and of the server's in
 * milliseconds; requests and polls that the server got; megabytes of the engine's process.
 */
export async function runJobs(order) {
  const server = child('--serve', order);
  const { url } = await answer(server);
  const { made, ...took } = await answer(child('--run', order, url));
  server.send('count');
  const told = await answer(server);
  server.disconnect();
  if (made !== order.jobs) throw new Error(`only ${made} of ${order.jobs} jobs were made`);
  return { ...took, ...told };
}

const child = (mode, order, ...args) =>
  fork(fileURLToPath(import.meta.url), [mode, JSON.stringify(order), ...args]);

function answer(process) {
  return new Promise((resolve, reject) => {
    process.once('message', resolve);
    process.once('error', reject);
    process.once('exit', (code) => code !== 0 && reject(new Error(`exited with ${code}`)));
  });
}

async function serve(order) {
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
    speed: order.speed,
    faults: [],
    footage: {
      async shoot(shooting) {
        await clock.sleep(1000 * secondsOf(order, Number(shooting.prompt.slice('Shot '.length))));
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
    process.send({ requests: requests.length, polls: polls.length, serverCpu: (user + system) / 1000 });
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
  const jobSeconds = longSeconds / speed;
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
    { storyboardName: 'bench', concurrency, keepGoing: true, payAgain: false },
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
