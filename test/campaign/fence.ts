import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { command } from '../rig/command.ts';
import { sandbox } from '../sandbox/sandbox.ts';

const film = `storyboard: 1
title: The Ferry
provider: studio
format: { resolution: 720p }
defaults: { duration: 4, attempts: 1 }
scenes:
  - id: a
    segments:
      - { id: wake, prompt: The wake }
`;

const FAST = 20;
const preloaded = ['../rig/fast-time.mjs', './stop-before-writing.mjs'].flatMap((file) => [
  '--import',
  pathToFileURL(join(import.meta.dirname, file)).href,
]);

/** What came of processes that stood still between the connection and the first byte of a submission. */
export interface Fenced {
  /** How many jobs the server was made to create. */
  readonly created: number;
  /** How many said that nothing was sent. */
  readonly unsent: number;
}

/** Stops so many processes for `milliseconds`, of which 20 times as many pass for them. */
export async function stopBeforeWriting(processes: number, milliseconds: number): Promise<Fenced> {
  const served = await sandbox();
  const said = await Promise.all(
    Array.from({ length: processes }, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'storycut-fence-'));
      await writeFile(join(folder, 'film.storyboard.yaml'), film);
      await writeFile(
        join(folder, 'config.yaml'),
        `config: 1
providers:
  studio: { dialect: openai, base-url: '${served.url}', poll-every: 0.2, listed-within: 0, key: { env: STUDIO_KEY }, models: { sora-2: { like: sora-2 } } }
`,
      );
      try {
        return await stopped(folder, milliseconds);
      } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    }),
  );
  return {
    created: served.ledger.paid.length,
    unsent: said.filter((one) => one.includes('stood still')).length,
  };
}

/** What a run said that was stopped, and went on. */
async function stopped(folder: string, milliseconds: number): Promise<string> {
  const args = ['--config', 'config.yaml', 'run', '--yes', '--no-stitch'];
  const child = spawn(process.execPath, [...preloaded, command, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...{ NO_COLOR: '1', STUDIO_KEY: 'anything', FAST: `${FAST}`, FAST_SINCE: `${Date.now()}` },
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  while (!(await isStopped(child.pid))) {
    if (child.exitCode !== null) throw new Error(said);
    await sleep(20);
  }
  await sleep(milliseconds);
  child.kill('SIGCONT');
  await ended;
  return said;
}

async function isStopped(pid: number | undefined): Promise<boolean> {
  const facts = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  return facts.slice(facts.lastIndexOf(')') + 2).startsWith('T');
}
