import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDatabase } from '../src/index.ts';
import { machines, on } from './rig/machines.ts';
import { realClock } from './rig/new-ledger.ts';
import { type Postgres, startPostgres } from './rig/postgres.ts';

const [major = 0] = process.versions.node.split('.').map(Number);
let folder: string;
let postgres: Postgres;
const socket = (user: string, database: string): string =>
  postgres.url(database).replace(/\/\/.*@[^:]*/, `//${user}@${encodeURIComponent(folder)}`);
const overNetwork = (user: string, database: string): string =>
  postgres.url(database).replace('storycut@', `${encodeURIComponent(user)}@`);

async function asAdmin(database: string, ...texts: readonly string[]): Promise<void> {
  const asked = openDatabase({ url: socket('storycut', database), clock: realClock, patience: 5000 });
  for (const text of texts) await asked.ask(text, []);
  await asked.close();
}

/** As a database is by default: who comes over the network has a password. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storycut-address-'));
  await chmod(folder, 0o777);
  await mkdir(join(folder, 'clips'));
  await writeFile(join(folder, 'hba'), 'local all all trust\nhost all all all scram-sha-256\n');
  postgres = await startPostgres([`hba_file=${join(folder, 'hba')}`, `unix_socket_directories=${folder}`]);
  await asAdmin(
    'postgres',
    `alter role storycut password 'own: pass\\word'`,
    `create role "an editor" login password 'second'`,
    `create database ledger`,
    `create database latin encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'`,
  );
});

afterAll(async () => {
  await postgres.remove();
  await rm(folder, { recursive: true, force: true });
});

/** What a command ends with on a machine whose config file has this address. */
async function told(url: string, ...args: string[]): Promise<{ code: number | null; stderr: string }> {
  const { machine } = await machines({ url, clips: join(folder, 'clips') });
  const { code, stderr } = await on(await machine(), ...args);
  return { code, stderr };
}

const passwordFile = async (text: string, mode = 0o600): Promise<void> => {
  const file = join(folder, `pass-${Math.random()}`);
  await writeFile(file, text, { mode });
  vi.stubEnv('PGPASSFILE', file);
};

test('a password comes from the environment or from a password file, without a word more; without one it is refused at once', async () => {
  const url = overNetwork('storycut', 'ledger');
  const none = await told(url, 'studio', 'init');
  expect(none.stderr).toMatch(/password authentication failed for user "storycut".\nhelp: .*PGPASSWORD/);
  vi.stubEnv('PGPASSWORD', 'own: pass\\word');
  expect(await told(url, 'studio', 'init')).toEqual({
    code: 0,
    stderr: 'The ledger is created. The clips are marked as its own.\n',
  });
  vi.stubEnv('PGPASSWORD', undefined);
  const line = '127.0.0.1:*:ledger:storycut:own\\: pass\\\\word\n';
  await passwordFile(`# mine\n\n127.0.0.1:1:ledger:storycut:wrong\n${line}*:*:*:*:wrong\n`);
  const again = 'The ledger is there already. The clips were marked already.\n';
  expect(await told(url, 'studio', 'init')).toEqual({ code: 0, stderr: again });
  vi.stubEnv('PGUSER', 'storycut');
  const nobody = url.replace('storycut@', '');
  expect(await told(nobody, 'studio', 'init')).toEqual({ code: 0, stderr: again });
  // As PostgreSQL's own programs do: others can read it.
  await passwordFile(line, 0o644);
  expect((await told(url, 'studio', 'init')).code).toBe(3);
});

test('a second user needs the rights that the page names', async () => {
  vi.stubEnv('PGPASSWORD', 'second');
  const url = overNetwork('an editor', 'ledger');
  const file = 'ferry/sea.storyboard.yaml';
  expect((await told(url, 'status', file)).stderr).toContain('permission denied for schema storycut');
  await asAdmin(
    'ledger',
    'grant usage on schema storycut to "an editor"',
    'grant select, insert, update on all tables in schema storycut to "an editor"',
    'grant execute on all functions in schema storycut to "an editor"',
  );
  // Orders need a later Node.
  if (major >= 24) {
    expect((await told(url, 'studio', 'queue')).stderr).toContain('permission denied');
    expect((await told(socket('storycut', 'ledger'), 'studio', 'queue')).code).toBe(0);
    await asAdmin(
      'ledger',
      'grant usage on schema storycut_orders to "an editor"',
      'grant select, insert, update, delete on all tables in schema storycut_orders to "an editor"',
    );
    const submitted = await told(url, 'submit', file, '--yes');
    expect(submitted.code, submitted.stderr).toBe(0);
  }
  const made = await told(url, 'run', file, '--yes', '--no-stitch');
  expect(made.code, made.stderr).toBe(0);
});

test('a socket, and an encoding that is not of all languages', async () => {
  expect((await told(socket('storycut', 'ledger'), 'studio', 'audit')).code).toBe(0);
  const latin = await told(socket('storycut', 'latin'), 'studio', 'init');
  expect(latin.stderr).toContain('its encoding is LATIN1, and a ledger needs UTF8');
});

test('a ledger that several create at once is created by one of them', async () => {
  await asAdmin('postgres', 'create database fresh');
  const { machine } = await machines({ url: socket('storycut', 'fresh') });
  const all = await Promise.all([machine(), machine(), machine(), machine()]);
  const ends = await Promise.all(all.map((one) => one.run('--config', 'config.yaml', 'studio', 'init')));
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  expect(ends.filter(({ stderr }) => stderr.includes('is created'))).toHaveLength(1);
});

test.each([
  ['postgres://storycut:secret@127.0.0.1/ledger', 'has a password in it'],
  ['postgres://storycut@127.0.0.1/ledger?password=secret', 'has a password in it'],
  ['postgres://100%@127.0.0.1/ledger', 'is no address'],
  ['postgres://storycut@127.0.0.1:ledger/ledger', 'is no address'],
])('what is no address is told of in the config file: %s', async (url, says) => {
  const { machine } = await machines({ url: postgres.url() });
  const a = await machine();
  await a.write('config.yaml', (await a.read('config.yaml')).replace(postgres.url(), url));
  const { code, stderr } = await on(a, 'studio', 'audit');
  expect(code).toBe(3);
  expect(stderr).toContain(`The address of the ledger ${says}`);
  expect(stderr).not.toContain('secret');
});

test.each([
  '{ ferry: ./ferry, all: . }',
  '{ ferry: ./ferry, boat: ferry/ }',
  '{ ferry: ./ferry, new: ./ferry/new }',
])('a film is of one project: %s', async (projects) => {
  const { machine } = await machines({ url: postgres.url() });
  const a = await machine();
  await a.write('config.yaml', (await a.read('config.yaml')).replace('{ ferry: ./ferry }', projects));
  expect((await on(a, 'studio', 'audit')).stderr).toMatch(/The project \S+ is in the folder of the project/);
});
