import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { type Project, project } from '../../../test/rig/project.ts';
import { servedConfig } from '../../../test/rig/served-config.ts';
import { sandbox } from '../../../test/sandbox/sandbox.ts';
import { type Database, openDatabase } from '../../src/index.ts';
import { bucketKeys, type TestBucket } from './bucket.ts';
import { distinctFootage } from './distinct.ts';
import { newLedger, realClock } from './new-ledger.ts';

export const film = `storyboard: 1
title: The sea
provider: house
format: { resolution: 720p }
defaults: { duration: 4, attempts: 2 }
scenes:
  - id: sea
    segments:
      - { id: gull, prompt: A gull on a pole }
      - { id: tern, prompt: A tern in the wind }
      - { id: crab, prompt: A crab in the sand }
`;
export const file = 'ferry/sea.storyboard.yaml';

/** Machines of a studio: each has its own folder for the project ferry, and its own config file. */
export interface Machines {
  readonly clips: string;
  /** The ledger's address. */
  readonly ledger: string;
  /** How many jobs the provider was made to create. */
  created(): Promise<number>;
  /** Another machine, with the film. */
  machine(): Promise<Project>;
  rows<Row extends object>(text: string): Promise<readonly Row[]>;
}

interface Options {
  readonly url?: string;
  /** A folder for the clips, which the test removes. */
  readonly clips?: string;
  /** Where the clips are instead; `studio init` has not been called. */
  readonly bucket?: Pick<TestBucket, 'endpoint'>;
  readonly faults?: string;
  readonly jobSeconds?: number;
}

/** A provider that wants $0.10 a second, and a ledger of this test's own, unless one is given. */
export async function machines({ url, clips, bucket, ...served }: Options = {}): Promise<Machines> {
  const shared = clips ?? (await mkdtemp(join(tmpdir(), 'storycut-shared-')));
  const ledger =
    url ?? (await newLedger(process.env.STORYCUT_TEST_LEDGER ?? '', bucket ? undefined : shared));
  const footage = bucket && distinctFootage(shared);
  const server = await sandbox({ ...served, ...(footage && { footage }) });
  vi.stubEnv('HOUSE_KEY', 'anything');
  if (bucket) for (const [name, key] of Object.entries(bucketKeys)) vi.stubEnv(name, key);
  const database: Database = openDatabase({ url: ledger, clock: realClock, patience: 20_000 });
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await database.close();
    if (clips === undefined) await rm(shared, { recursive: true, force: true });
  });
  const config = `${servedConfig('house', server)}studio:
  ledger: ${ledger}
  clips: ${bucket ? `{ bucket: s3://films/clips, endpoint: '${bucket.endpoint}' }` : shared}
  projects: { ferry: ./ferry }
`;
  return {
    clips: shared,
    ledger,
    async created() {
      const response = await fetch(`${server.url}/videos?limit=100`, {
        headers: { authorization: 'Bearer anything' },
      });
      const { data }: { data: readonly unknown[] } = JSON.parse(await response.text());
      return data.length;
    },
    machine: () => project({ [file]: film, 'config.yaml': config }),
    rows: (text) => database.ask(text, []),
  };
}

/** Calls the command on a machine, with its config file. */
export const on = (machine: Project, ...args: string[]): ReturnType<Project['run']> =>
  machine.run('--config', 'config.yaml', ...args);

/** Makes the film with a journal of its own, as before there was a studio. */
export async function alone(machine: Project): Promise<void> {
  const config = await machine.read('config.yaml');
  await machine.write('alone.yaml', config.slice(0, config.indexOf('studio:')));
  const made = await machine.run('--config', 'alone.yaml', 'run', file, '--yes', '--no-stitch');
  if (made.code !== 0) throw new Error(made.stderr);
}
