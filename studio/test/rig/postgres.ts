import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A PostgreSQL of a test's own, on loopback. */
export interface Postgres {
  /** `postgres://…` of a database. */
  url(database?: string): string;
  /** Ends it at once, as a machine that loses power does, but for its disk. */
  kill(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** PostgreSQL refuses to run as root: then it runs as this user, whom Debian's package creates. */
async function owner(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres'])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}

async function programs(): Promise<string> {
  const root = '/usr/lib/postgresql';
  const [latest] = (await readdir(root)).toSorted((a, b) => Number(b) - Number(a));
  if (latest === undefined) throw new Error(`No PostgreSQL in ${root}.`);
  return join(root, latest, 'bin');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

export async function startPostgres(settings: readonly string[] = []): Promise<Postgres> {
  const as = await owner();
  const bin = await programs();
  const root = await mkdtemp(join(tmpdir(), 'storycut-postgres-'));
  const port = await freePort();
  if (as) await chown(root, as.uid, as.gid);
  const data = join(root, 'data');
  const options = { ...as, cwd: root, env: { ...process.env, LC_ALL: 'C.UTF-8' } };
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'storycut', '-A', 'trust', '-E', 'UTF8'], options);
  let server: ChildProcess;
  const given = ['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${root}`];
  const url = (database = 'postgres'): string => `postgres://storycut@127.0.0.1:${port}/${database}`;
  const start = async (): Promise<void> => {
    const set = [...given, ...settings].flatMap((one) => ['-c', one]);
    server = spawn(join(bin, 'postgres'), ['-D', data, ...set], { ...options, stdio: 'ignore' });
    for (let tries = 0; ; tries++) {
      const ready = await run(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', `${port}`]).catch(
        () => undefined,
      );
      if (ready) return;
      if (tries === 200) throw new Error('PostgreSQL does not start.');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const kill = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    // Immediate shutdown: its processes end without a checkpoint, and it recovers at its next start.
    server.kill('SIGQUIT');
    await ended;
  };
  await start();
  return {
    url,
    start,
    kill,
    async remove() {
      await kill();
      await rm(root, { recursive: true, force: true });
    },
  };
}
