import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { studioCore } from '../../src/project/machine/studio.ts';
import { sandbox } from '../../test/sandbox/sandbox.ts';
import { hearHints, tellHint } from '../src/hints.ts';
import { openDatabase } from '../src/index.ts';
import { isLateNode } from './rig/late-node.ts';
import { file, film, type Machines, machines } from './rig/machines.ts';
import { newLedger, realClock } from './rig/new-ledger.ts';

const ledgerServer = process.env.STORYCUT_TEST_LEDGER ?? '';
const forever = new AbortController().signal;

async function hinting() {
  const url = await newLedger(ledgerServer);
  const database = openDatabase({ url, clock: realClock, patience: 20_000 });
  const hints = hearHints({ url, clock: realClock, keyOf: studioCore.hintKey });
  onTestFinished(async () => {
    await hints.close();
    await database.close();
  });
  return { url, database, hints };
}

/** Tells a hint until it is heard: who listens does so soon, but not at once. */
async function tellUntilHeard(tell: () => Promise<void>, heard: Promise<boolean>): Promise<boolean> {
  const done = new AbortController();
  void heard.then(() => done.abort());
  while (!done.signal.aborted) {
    await tell();
    await realClock.sleep(100, done.signal);
  }
  return heard;
}

test('who follows a job hears of it, whoever tells, and only of that one', async () => {
  const { database, hints } = await hinting();
  const one = hints.watch('owner/app/requests/one');
  const two = hints.watch('two');
  const tell = () => tellHint(database, 'one');
  expect(await tellUntilHeard(tell, one.heard(forever))).toBe(true);
  // What came meanwhile is kept until somebody looks.
  await tellHint(database, 'two');
  await tellHint(database, 'two');
  expect(await two.heard(forever)).toBe(true);
  const stop = new AbortController();
  const waiting = two.heard(stop.signal);
  stop.abort();
  expect(await waiting).toBe(false);
});

test('a connection that breaks is opened again', async () => {
  const { database, hints } = await hinting();
  const watched = hints.watch('one');
  const tell = () => tellHint(database, 'one');
  await tellUntilHeard(tell, watched.heard(forever));
  const ended = await database.ask(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'storycut hints' and datname = current_database()`,
    [],
  );
  expect(ended).toHaveLength(1);
  expect(await tellUntilHeard(tell, watched.heard(forever))).toBe(true);
});

/** Machines that make films at fal's imitation; the config of one of them has webhooks. */
async function atFal(): Promise<Machines & { config(webhooks: string): Promise<string> }> {
  const fal = await sandbox({ service: 'fal', jobSeconds: 1 });
  vi.stubEnv('FAL_KEY', 'key:of-fal');
  vi.stubEnv('FAL_BASE_URL', fal.url);
  const studio = await machines();
  return {
    ...studio,
    async config(webhooks) {
      const all = await (await studio.machine()).read('config.yaml');
      return `${all}  webhooks: ${webhooks}\n`;
    },
  };
}

test.skipIf(!isLateNode)('a provider calls a worker, which tells all machines', async () => {
  const studio = await atFal();
  const [a, b] = [await studio.machine(), await studio.machine()];
  await a.write('config.yaml', await studio.config('{ listen: "127.0.0.1:0" }'));
  const worker = a.start('--config', 'config.yaml', 'worker');
  let said = '';
  const address = await new Promise<string>((resolve) => {
    worker.child.stderr?.on('data', (text: string) => {
      said += text;
      const [, at] = /Listening for webhooks at (\S+)\.\n/.exec(said) ?? [];
      if (at !== undefined) resolve(at);
    });
  });
  const [, url = ''] = /ledger: (.*)/.exec(await a.read('config.yaml')) ?? [];
  const client = new pg.Client({ connectionString: url });
  const told: string[] = [];
  client.on('notification', ({ payload = '' }) => void told.push(payload));
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('listen storycut_hint');
  await b.write('config.yaml', await studio.config(`{ url: "http://${address}/" }`));
  await b.write(file, film.replace('provider: house', 'provider: fal'));
  const made = await b.run('--config', 'config.yaml', 'run', file, '--yes', '--no-stitch');
  expect(made.code, made.stderr).toBe(0);
  const jobs = await studio.rows<{ remote: string }>(
    `select remote from storycut.attempt where state = 'made'`,
  );
  expect(jobs).toHaveLength(3);
  while (new Set(told).size < 3) await realClock.sleep(50);
  expect([...new Set(told)].sort()).toEqual(jobs.map(({ remote }) => studioCore.hintKey(remote)).sort());

  // What nobody signed is refused, and said once.
  for (const path of ['fal', 'fal', 'openai', 'nobody', '%']) {
    const { status } = await fetch(`http://${address}/${path}`, {
      method: 'POST',
      body: '{"request_id":"x"}',
    });
    expect([path, status]).toEqual([path, ['nobody', '%'].includes(path) ? 404 : 401]);
  }
  expect((await fetch(`http://${address}/fal`)).status).toBe(405);
  const large = await fetch(`http://${address}/fal`, { method: 'POST', body: 'x'.repeat(3 * 2 ** 20) }).catch(
    () => undefined,
  );
  expect([413, undefined]).toContain(large?.status);
  worker.child.kill('SIGINT');
  expect((await worker.ended).code).toBe(130);
  expect(said.split('A webhook of fal was refused. It has no signature.')).toHaveLength(2);
  expect(said).toContain(
    'A webhook of openai was refused. The environment variable OPENAI_WEBHOOK_SECRET is not set.',
  );
});

test.skipIf(!isLateNode)('a worker that cannot listen says so, and why', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => {
    taken.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  const studio = await atFal();
  const a = await studio.machine();
  await a.write('config.yaml', await studio.config(`{ listen: "127.0.0.1:${port}" }`));
  const { code, stderr } = await a.run('--config', 'config.yaml', 'worker');
  expect(code).toBe(3);
  expect(stderr).toContain(
    `error[studio-webhooks]: This worker can't listen for webhooks at 127.0.0.1:${port}: listen EADDRINUSE`,
  );
});
