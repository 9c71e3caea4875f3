import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { killGroup } from '../../test/campaign/paid-film.ts';
import { command } from '../../test/rig/command.ts';
import { sandbox } from '../../test/sandbox/sandbox.ts';
import { createLedger, openDatabase } from '../src/index.ts';
import { markFolder, realClock } from './rig/new-ledger.ts';
import { startPostgres } from './rig/postgres.ts';

/** What happens to processes and the database while films are made. */
export interface Storm {
  readonly films: number;
  /** Of each film, and of all films alike. */
  readonly shots: number;
  readonly common: number;
  /** Processes at once. */
  readonly processes: number;
  /** Milliseconds. */
  readonly lasts: number;
  readonly between: number;
  /** Of the processes that are hit, how many are stopped for a while; the others are killed. */
  readonly stopped: number;
  /** Milliseconds for which the database is away, once. */
  readonly away?: number;
  /** Of the project, in jobs of $0.40. */
  readonly budget?: number;
  readonly faults: string;
  readonly random: () => number;
}

export interface Outcome {
  readonly paid: number;
  readonly needed: number;
  readonly kills: number;
  readonly stops: number;
  /** Clips in the ledger whose bytes are not in the folder. */
  readonly lost: number;
  readonly strays: number;
  readonly imbalances: number;
  readonly live: number;
  /** US dollars committed to the project. */
  readonly committed: number;
  readonly seconds: number;
}

const fastTime = pathToFileURL(join(import.meta.dirname, '../../test/rig/fast-time.mjs')).href;
const MACHINES = 3;
/** For a stop, milliseconds: in the processes' own time, which passes 20 times as fast, longer than the fence lets send. */
const STOP = 6000;

const segment = (id: string): string => `      - { id: ${id}, prompt: The ${id} of the sea }\n`;

function storyboard(film: number, { shots, common }: Storm): string {
  const own = Array.from({ length: shots }, (_, n) => segment(`film-${film}-shot-${n}`));
  const shared = Array.from({ length: common }, (_, n) => segment(`common-${n}`));
  return `storyboard: 1
title: Film ${film}
provider: house
format: { resolution: 720p }
defaults: { duration: 4, attempts: 3 }
scenes:
  - id: sea
    segments:
${[...own, ...shared].join('')}`;
}

/** Makes films on several machines at once, each by any process, while these are killed and stopped; then lets them end. */
export async function holdStorm(storm: Storm): Promise<Outcome> {
  const begun = Date.now();
  const postgres = await startPostgres();
  const root = await mkdtemp(join(tmpdir(), 'storycut-storm-'));
  const database = openDatabase({ url: postgres.url(), clock: realClock, patience: 60_000 });
  const pick = <T>(of: readonly T[]): T => of[Math.floor(storm.random() * of.length)] as T;
  try {
    await createLedger(database);
    await markFolder(postgres.url(), join(root, 'clips'));
    if (storm.budget !== undefined)
      await database.ask('insert into storycut.budget(name, cap) values ($1, $2)', [
        'project ferry',
        storm.budget * 400_000,
      ]);
    const served = await sandbox({ faults: storm.faults, jobSeconds: 0.5 });
    const folders: string[] = [];
    for (let n = 0; n < MACHINES; n++) {
      const folder = join(root, `machine-${n}`);
      folders.push(folder);
      await mkdir(join(folder, 'ferry'), { recursive: true });
      await writeFile(
        join(folder, 'config.yaml'),
        `config: 1
providers:
  house: { dialect: openai, base-url: '${served.url}', poll-every: 0.5, listed-within: 0, key: { env: HOUSE_KEY }, models: { sora-2: { like: sora-2, price: 0.1 } } }
studio: { ledger: '${postgres.url()}', clips: '${join(root, 'clips')}', projects: { ferry: ./ferry } }
`,
      );
      for (let film = 0; film < storm.films; film++)
        await writeFile(join(folder, 'ferry', `film-${film}.storyboard.yaml`), storyboard(film, storm));
    }

    const since = String(Date.now());
    const live = new Set<ChildProcess>();
    const start = (film: number): Promise<{ readonly code: number | null; readonly said: string }> => {
      const args = ['--import', fastTime, command, '--config', 'config.yaml', 'run'];
      const child = spawn(
        process.execPath,
        [...args, `ferry/film-${film}.storyboard.yaml`, '--yes', '--no-stitch', '--keep-going'],
        {
          cwd: pick(folders),
          stdio: ['ignore', 'pipe', 'pipe'],
          env: { ...process.env, NO_COLOR: '1', HOUSE_KEY: 'anything', FAST: '20', FAST_SINCE: since },
          detached: true,
        },
      );
      live.add(child);
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => {
          said += text;
        });
      return new Promise((resolve) => {
        child.on('exit', () => killGroup(child));
        child.on('close', (code) => {
          live.delete(child);
          resolve({ code, said });
        });
      });
    };

    let isOver = false;
    const films = Array.from({ length: storm.films }, (_, n) => n);
    const working = Array.from({ length: storm.processes }, async () => {
      while (!isOver) await start(pick(films));
    });
    let [kills, stops] = [0, 0];
    const until = Date.now() + storm.lasts;
    const awayAt = Date.now() + storm.lasts / 2;
    let away: Promise<void> | undefined;
    while (Date.now() < until) {
      await sleep(storm.between * (0.5 + storm.random()));
      if (storm.away !== undefined && away === undefined && Date.now() > awayAt)
        away = postgres.kill().then(async () => {
          await sleep(storm.away);
          await postgres.start();
        });
      const hit = pick([...live]);
      if (hit?.pid === undefined) continue;
      if (stops < storm.stopped && storm.random() < 0.4) {
        stops += 1;
        hit.kill('SIGSTOP');
        void sleep(STOP).then(() => hit.kill('SIGCONT'));
      } else {
        kills += 1;
        killGroup(hit);
      }
    }
    await away;
    isOver = true;
    await Promise.all(working);
    for (const film of films)
      for (let tries = 0; tries < 8; tries++) {
        const { code, said } = await start(film);
        if (code === 0 || said.includes('[over-budget]')) break;
        if (tries === 7) throw new Error(said);
      }

    const count = async (text: string): Promise<number> =>
      Number((await database.ask<{ n: string }>(`select count(*) as n from ${text}`, []))[0]?.n);
    const [project] = await database.ask<{ committed: string }>(
      `select committed from storycut.budget where name = 'project ferry'`,
      [],
    );
    return {
      paid: served.ledger.paid.length,
      needed: storm.films * storm.shots + storm.common,
      ...{ kills, stops },
      lost: await lostClips(database, join(root, 'clips')),
      strays: await count(`storycut.attempt where state = 'stray'`),
      imbalances: await count('storycut.imbalance'),
      live: await count(`storycut.attempt where state in ('open', 'accepted')`),
      committed: Number(project?.committed) / 1e6,
      seconds: Math.round((Date.now() - begun) / 1000),
    };
  } finally {
    await database.close();
    await postgres.remove();
    await rm(root, { recursive: true, force: true });
  }
}

async function lostClips(database: ReturnType<typeof openDatabase>, folder: string): Promise<number> {
  const there = new Set<string>();
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.mp4'))) {
    const bytes = await readFile(join(folder, name));
    there.add(createHash('sha256').update(bytes).digest('hex'));
  }
  const recorded = await database.ask<{ clip: string }>(
    `select distinct body->>'clip' as clip from storycut.record where body->>'type' = 'made'`,
    [],
  );
  return recorded.filter(({ clip }) => !there.has(clip)).length;
}
