import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { type ServedDialect, servedDialects } from '../../src/sandbox/services/videos/dialects.ts';
import { printedRandom } from '../rig/printed-random.ts';
import { type Project, project } from '../rig/project.ts';
import { sandbox } from '../sandbox/sandbox.ts';
import { canary, type Echo, echoing, places, statuses, writings } from './key-echo.ts';

const film = `storyboard: 1
title: The Ferry
provider: studio
model: sora-2
style: 35 mm film
scenes: [ { id: a, segments: [ { id: wake, prompt: The wake, duration: 4 } ] } ]
`;

const config = (url: string, dialect: string): string => `config: 1
providers:
  studio:
    dialect: ${dialect}
    base-url: ${url}
    poll-every: 0.2
    listed-within: 0
    key: { env: CANARY_KEY }
    models: { sora-2: { like: sora-2 } }
`;

const dialects = Object.keys(servedDialects) as ServedDialect[];

const piece = 12;

/** What reveals the key: parts of it, and of what it looks like when it is encoded. */
const revealing: readonly string[] = [
  canary,
  Buffer.from(canary).toString('hex'),
  ...[0, 1, 2].map((n) =>
    Buffer.from(`${'u'.repeat(n)}${canary}`)
      .toString('base64')
      .slice(4, -4),
  ),
]
  .map((form) => form.toLowerCase())
  .flatMap((form) => Array.from({ length: form.length - piece + 1 }, (_, at) => form.slice(at, at + piece)));

const revealedIn = (text: string): string | undefined => {
  const plain = decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '')).toLowerCase();
  return revealing.find((one) => text.toLowerCase().includes(one) || plain.includes(one));
};

async function filesIn(folder: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return await Promise.all(files.map(async (file) => [file, await readFile(file, 'latin1')] as const));
}

/** Runs it, stops it after some seconds, and gives what it said and was started with. */
async function ranFor(made: Project, seconds: number, ...args: readonly string[]): Promise<string> {
  const running = made.start(...args);
  const { pid } = running.child;
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const end = await Promise.race([running.ended, sleep(seconds * 1000)]);
  if (end === undefined) running.child.kill('SIGINT');
  const stopped = await Promise.race([running.ended, sleep(15_000)]);
  if (stopped === undefined && pid !== undefined) process.kill(-pid, 'SIGKILL');
  const { stdout, stderr } = await running.ended;
  return `${line}\n${stdout}\n${stderr}`;
}

/** A server that tells the key in this way: no part of it is in any file or output afterwards. */
async function revealed(dialect: ServedDialect, echo: Echo): Promise<readonly string[]> {
  const served = await sandbox({ service: dialect });
  const server = await echoing(served, echo);
  const made = await project({ 'film.storyboard.yaml': film, 'studio.yaml': config(server.url, dialect) });
  const said: string[] = [];
  for (const args of [['run', '--yes', '--no-stitch'], ['status'], ['run', '--yes', '--no-stitch', '--json']])
    said.push(await ranFor(made, 4, ...args, '--config', 'studio.yaml'));
  server.close();
  if (process.env.SHOW) console.log(dialect, JSON.stringify(echo), said.join('\n').slice(-700));
  const texts = [...(await filesIn(made.folder)), ...said.map((text) => ['output', text] as const)];
  return texts.flatMap(([where, text]) => {
    const found = revealedIn(text);
    return found === undefined
      ? []
      : [`${dialect} ${JSON.stringify(echo)}: ${found} in ${where}: ${text.slice(0, 3000)}`];
  });
}

/** So many random ways to tell the key. */
export async function holdCanary(count: number): Promise<void> {
  vi.stubEnv('CANARY_KEY', canary);
  const chance = printedRandom();
  const one = <T>(all: readonly T[]): T => {
    const found = all[Math.floor(chance.next() * all.length)];
    if (found === undefined) throw new Error('there is one');
    return found;
  };
  const found: string[] = [];
  for (let n = 0; n < count; n++) {
    const echo: Echo = {
      operation: one(['create', 'create', 'get', 'list', 'content'] as const),
      writing: one(Object.keys(writings)),
      place: one(Object.keys(places)),
      status: one(statuses),
    };
    found.push(...(await revealed(dialects[n % dialects.length] ?? 'openai', echo)));
  }
  expect(found).toEqual([]);
}
