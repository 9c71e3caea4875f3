import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** A server that others wrote, as it is installed. */
export interface InstalledServer {
  readonly command: string;
  /** The command that installs it. */
  readonly install: string;
  /** Files of its folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly args: (port: number) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The path that answers with 200 once it serves. */
  readonly alive: string;
}

/** Starts it in a folder of its own, until the test ends. Returns its origin. */
export async function startInstalled(server: InstalledServer): Promise<string> {
  const { command, install, files, args, env, alive } = server;
  const folder = await mkdtemp(join(tmpdir(), 'storycut-server-'));
  const port = await freePort();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const child = spawn(command, args(port), {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const gone = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(`${error.message}: install it with ${install}`));
    child.on('exit', (code) => resolve(`exited with ${code}: ${said.slice(-2000)}`));
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  const origin = `http://127.0.0.1:${port}`;
  const failed = await Promise.race([gone, isAlive(`${origin}${alive}`)]);
  if (failed !== undefined) throw new Error(`${command} ${failed}`);
  return origin;
}

async function isAlive(url: string): Promise<undefined> {
  while (
    !(await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await sleep(200);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
