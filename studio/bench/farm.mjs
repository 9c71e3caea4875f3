// A film of dissolves cut by this machine alone, and with workers as processes that encode pieces of it: whether the bytes are
// the same, seconds, CPU seconds and megabytes of each process. Clips lie in a folder that all share. Needs `npm run build`,
// `npm run build --workspace studio`, PostgreSQL, Linux and Node 22.12 or later.
//
//   node studio/bench/farm.mjs [--joins 200] [--seconds 4] [--workers 0,1,3] [--pieces 1] [--kill] [--folder FOLDER]
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cut, fps, makeClips, tools } from '../../bench/film.mjs';
import { machine } from '../../dist/project/machine/machine.js';
import { openFarm } from '../../dist/project/pieces/open-farm.js';
import { createLedger, openDatabase } from '../dist/index.js';
import { startPostgres } from '../test/rig/postgres.ts';

const { values } = parseArgs({
  options: {
    joins: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '4' },
    workers: { type: 'string', default: '0,1,3' },
    pieces: { type: 'string', default: '1' },
    // Each worker dies in the middle.
    kill: { type: 'boolean', default: false },
    folder: { type: 'string' },
  },
});
const command = join(import.meta.dirname, '../../dist/cli/main.js');
const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'storycut-farm-')));
const project = join(folder, 'ferry');
const shared = join(folder, 'clips');
const postgres = await startPostgres();
try {
  const config = join(folder, 'config.yaml');
  await mkdir(project, { recursive: true });
  const ledger = postgres.url();
  await writeFile(
    config,
    `config: 1\nstudio:\n  ledger: ${ledger}\n  clips: ${shared}\n  projects: { ferry: ${project} }\n`,
  );
  const clock = {
    now: Date.now,
    steady: () => performance.now(),
    sleep: (ms) => new Promise((r) => setTimeout(r, ms)),
  };
  const database = openDatabase({ url: ledger, clock, patience: 20_000 });
  await createLedger(database);
  const film = await filmIn(folder);
  console.log(
    `${values.joins} joins of 0.5 s between clips of ${values.seconds} s, 1280x720, ${tools.ffmpeg.version}`,
  );
  for (const count of values.workers.split(',').map(Number)) await cutWith(count, film, config);
  await database.close();
} finally {
  await postgres.remove();
  if (values.folder === undefined) await rm(folder, { recursive: true, force: true });
}
// pg-boss may still be closing its connections.
process.exit(0);

async function filmIn(where) {
  const args = ['-preset', 'veryfast', '-crf', '23', '-g', String(2 * fps)];
  const seconds = Number(values.seconds);
  const clips = await makeClips(where, { count: Number(values.joins) + 1, seconds, noise: 15, args });
  for (const name of await readdir(shared)) {
    if (/^[0-9a-f]{64}$/.test(name)) await rename(join(shared, name), join(shared, `${name}.mp4`));
  }
  return { clips, seconds, fade: fps / 2, sound: { keep: true } };
}

async function cutWith(count, film, config) {
  for (const name of ['storycut.mp4', 'cache', 'clips/pieces'])
    await rm(join(folder, name), { recursive: true, force: true });
  const workers = await Promise.all(Array.from({ length: count }, () => worker(config)));
  const world = machine({
    cwd: folder,
    configFile: config,
    path: process.env.PATH,
    ffmpegPath: process.env.FFMPEG_PATH,
  });
  const clipPath = (hash) => join(shared, `${hash}.mp4`);
  const store = { folder: join(project, '.storycut'), cacheFolder: join(folder, 'cache'), clipPath };
  const { signal } = new AbortController();
  const opened = await openFarm({ world, tools, store, signal });
  const [before, begun] = [await costOf(process.pid), performance.now()];
  const dying = values.kill
    ? workers.map(({ pid }, i) => setTimeout(() => process.kill(pid, 'SIGKILL'), 4000 * (i + 1)))
    : [];
  const bring = async (hash) => ({ ok: true, value: clipPath(hash) });
  const done = await cut({ folder, ...film }, { bring, farm: opened.farm });
  await opened.close();
  for (const timer of dying) clearTimeout(timer);
  const seconds = (performance.now() - begun) / 1000;
  const after = await costOf(process.pid);
  const others = await Promise.all(
    workers.map(({ pid }) => costOf(pid).catch(() => ({ cpu: 0, read: 0, written: 0 }))),
  );
  const pieces = await sizesIn(join(shared, 'pieces'));
  const bytes = createHash('sha256')
    .update(await readFile(join(folder, 'storycut.mp4')))
    .digest('hex');
  const made = await Promise.all(workers.map(stop));
  console.log(
    JSON.stringify({
      workers: count,
      film: bytes.slice(0, 16),
      megabytes: mega((await stat(join(folder, 'storycut.mp4'))).size),
      seconds: Math.round(seconds * 10) / 10,
      copied: done.copied,
      encoded: done.encoded,
      own: {
        cpu: round(after.cpu - before.cpu),
        read: mega(after.read - before.read),
        written: mega(after.written - before.written),
      },
      others: others.map(({ cpu, read, written }, i) => ({
        pieces: made[i],
        cpu: round(cpu),
        read: mega(read),
        written: mega(written),
      })),
      exchange: { files: pieces.length, megabytes: mega(pieces.reduce((a, b) => a + b, 0)) },
    }),
  );
}

async function worker(config) {
  const child = spawn(process.execPath, [command, '--config', config, 'worker', '--pieces', values.pieces], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  const ended = new Promise((resolve) => child.on('close', () => resolve(said)));
  await new Promise((resolve, reject) => {
    child.on('close', () => reject(new Error(said)));
    child.stderr.on('data', (text) => {
      said += text;
      if (/Encoding up to/.test(said)) resolve();
    });
  });
  return { pid: child.pid, child, ended };
}

async function stop({ child, ended }) {
  child.kill('SIGINT');
  return Number(/Encoded (\d+) piece/.exec(await ended)?.[1] ?? Number.NaN);
}

/** CPU seconds, and bytes read and written, of a process and of what it started and has ended. */
async function costOf(pid) {
  const [times, io] = await Promise.all(
    ['stat', 'io'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8')),
  );
  const ticks = times
    .slice(times.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number);
  const said = (name) => Number(new RegExp(`^${name}: (\\d+)`, 'm').exec(io)?.[1] ?? 0);
  return { cpu: ticks.reduce((a, b) => a + b, 0) / 100, read: said('rchar'), written: said('wchar') };
}

async function sizesIn(where) {
  const names = await readdir(where).catch(() => []);
  return Promise.all(names.map(async (name) => (await stat(join(where, name))).size));
}

function mega(bytes) {
  return Math.round(bytes / 1e5) / 10;
}

function round(seconds) {
  return Math.round(seconds * 10) / 10;
}
