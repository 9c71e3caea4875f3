import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { colourStudio } from '../../../src/sandbox/colour-studio.ts';
import { readFaults } from '../../../src/sandbox/read-faults.ts';
import { type Sandbox, serveSandbox } from '../../../src/sandbox/serve.ts';
import { testTools } from '../../../test/rig/tools.ts';
import { createLedger, type Database, openDatabase } from '../../src/index.ts';
import { realClock } from '../rig/new-ledger.ts';
import { type Postgres, startPostgres } from '../rig/postgres.ts';
import { type ClipsGround, clipsBucket, clipsFolder } from './clips-ground.ts';
import { isFor, wordedFootage } from './worded-footage.ts';

/** The films that a storm is about, and what makes them. */
export interface Films {
  readonly films: number;
  /** Of each film, and of all films alike. */
  readonly shots: number;
  readonly common: number;
  /** Of the project, in jobs of $0.40. */
  readonly budget?: number;
  readonly faults: string;
  /** Whether the clips are in a bucket. */
  readonly bucket?: boolean;
}

/** What is true of the ledger, the clips and the provider's bill. */
export interface Books {
  readonly paid: number;
  readonly needed: number;
  /** Orders that were paid for again, as the provider counts. */
  readonly twice: number;
  /** Clips in the ledger whose bytes are not where they should be, or not those of their request. */
  readonly lost: number;
  readonly strays: number;
  readonly imbalances: number;
  readonly live: number;
  /** US dollars committed to the project. */
  readonly committed: number;
  /** When the last clip was made: milliseconds since 1970. */
  readonly lastMade: number;
}

export interface Ground {
  readonly postgres: Postgres;
  readonly database: Database;
  readonly served: Sandbox;
  /** Of each machine, with a config file and the project ferry. */
  readonly folders: readonly string[];
  /** Of each film, from a machine's folder. */
  readonly storyboards: readonly string[];
  books(): Promise<Books>;
  remove(): Promise<void>;
}

/** What makes the films' footage, and what it lets machines do. */
export interface ProviderSettings {
  readonly jobSeconds: number;
  /** Enforced by the server, and known to the machines. */
  readonly requestsPerMinute?: number;
}

const MACHINES = 3;

const segment = (id: string): string => `      - { id: ${id}, prompt: The ${id} of the sea }\n`;

function storyboard(film: number, { shots, common }: Films): string {
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

/** A database, a provider of which each clip has bytes of its own, and machines with the films. */
export async function prepareGround(films: Films, provider: ProviderSettings): Promise<Ground> {
  const postgres = await startPostgres();
  const root = await mkdtemp(join(tmpdir(), 'storycut-storm-'));
  const database = openDatabase({ url: postgres.url(), clock: realClock, patience: 60_000 });
  let clips: ClipsGround | undefined;
  let served: Sandbox | undefined;
  const remove = async (): Promise<void> => {
    await served?.close();
    await clips?.close();
    await database.close();
    await postgres.remove();
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await createLedger(database);
    const place = films.bucket ? await clipsBucket(database) : await clipsFolder(root, postgres.url());
    clips = place;
    if (films.budget !== undefined)
      await database.ask('insert into storycut.budget(name, cap) values ($1, $2)', [
        'project ferry',
        films.budget * 400_000,
      ]);
    const footage = join(root, 'footage');
    await mkdir(footage);
    const server = await serve(footage, films.faults, provider);
    served = server;
    const names = Array.from({ length: films.films }, (_, n) => `ferry/film-${n}.storyboard.yaml`);
    const folders = Array.from({ length: MACHINES }, (_, n) => join(root, `machine-${n}`));
    for (const folder of folders) {
      await mkdir(join(folder, 'ferry'), { recursive: true });
      await writeFile(join(folder, 'config.yaml'), config(server.url, postgres.url(), place, provider));
      for (const [film, name] of names.entries())
        await writeFile(join(folder, name), storyboard(film, films));
    }
    return {
      ...{ postgres, database, served: server, folders, storyboards: names, remove },
      books: () => readBooks(films, { database, served: server, clips: place }),
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function serve(folder: string, faults: string, provider: ProviderSettings): Promise<Sandbox> {
  const read = readFaults(faults, 'faults.txt');
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join('\n'));
  const tools = await testTools();
  return serveSandbox({
    ...{ service: 'openai', tools, folder, clock: realClock, speed: 1, faults: read.value },
    ...provider,
    footage: wordedFootage(colourStudio(tools, folder), folder),
  });
}

function config(
  provider: string,
  ledger: string,
  clips: ClipsGround,
  { requestsPerMinute }: ProviderSettings,
): string {
  const limit = requestsPerMinute === undefined ? '' : `, requests-per-minute: ${requestsPerMinute}`;
  return `config: 1
providers:
  house: { dialect: openai, base-url: '${provider}', poll-every: 0.5, listed-within: 0, key: { env: HOUSE_KEY }, models: { sora-2: { like: sora-2, price: 0.1${limit} } } }
studio: { ledger: '${ledger}', clips: ${clips.yaml}, projects: { ferry: ./ferry } }
`;
}

async function readBooks(
  films: Films,
  {
    database,
    served,
    clips,
  }: { readonly database: Database; readonly served: Sandbox; readonly clips: ClipsGround },
): Promise<Books> {
  const count = async (text: string): Promise<number> =>
    Number((await database.ask<{ n: string }>(`select count(*) as n from ${text}`, []))[0]?.n);
  const [project] = await database.ask<{ committed: string }>(
    `select committed from storycut.budget where name = 'project ferry'`,
    [],
  );
  const [made] = await database.ask<{ t: number }>(
    `select storycut.ms(max(t)) as t from storycut.record where body->>'type' = 'made'`,
    [],
  );
  const { paid } = served.ledger;
  return {
    paid: paid.length,
    needed: films.films * films.shots + films.common,
    twice: paid.filter(({ take }) => take > 1).length,
    lost: await lostClips(database, clips),
    strays: await count(`storycut.attempt where state = 'stray'`),
    imbalances: await count('storycut.imbalance'),
    live: await count(`storycut.attempt where state in ('open', 'accepted')`),
    committed: Number(project?.committed) / 1e6,
    lastMade: Number(made?.t),
  };
}

async function lostClips(database: Database, clips: ClipsGround): Promise<number> {
  const recorded = await database.ask<{ clip: string; prompt: string }>(
    `select distinct made.body->>'clip' as clip, asked.body->'request'->>'prompt' as prompt
     from storycut.record made
     join storycut.record asked on asked.attempt = made.attempt and asked.body->>'type' = 'intent'
     where made.body->>'type' = 'made'`,
    [],
  );
  let lost = 0;
  for (const { clip, prompt } of recorded) {
    const bytes = await clips.read(`${clip}.mp4`);
    const isWhole = bytes && createHash('sha256').update(bytes).digest('hex') === clip;
    if (!isWhole || !isFor(Buffer.from(bytes), prompt)) lost += 1;
  }
  return lost;
}
