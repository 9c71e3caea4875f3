import { watch } from 'node:fs';
import { chmod, mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Project, Running } from '../../test/rig/project.ts';
import { testTools } from '../../test/rig/tools.ts';
import { isLateNode } from './rig/late-node.ts';
import { file, machines, on } from './rig/machines.ts';

const segments = Array.from(
  { length: 10 },
  (_, i) => `      - { id: s${i}, prompt: Wave ${i}, caption: Wave ${i} }`,
);
/** Each shot is prepared for its caption, and each join drawn. */
const waves = `storyboard: 1
title: Waves
provider: house
format: { resolution: 720p }
captions: { burn: true }
defaults: { duration: 4, transition: 0.5 }
scenes:
  - id: sea
    segments:
${segments.join('\n')}
`;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** A worker on a machine, and what it has said. */
interface Worker extends Running {
  said(): string;
}

async function worker(machine: Project, ...flags: string[]): Promise<Worker> {
  const running = machine.start('--config', 'config.yaml', 'worker', ...flags);
  let said = '';
  running.child.stderr?.on('data', (text: string) => {
    said += text;
  });
  await until(() => /Encoding (up to|no) /.test(said));
  return { ...running, said: () => said };
}

/** Stops a worker; how many pieces it says it has encoded. */
async function stop({ child, ended }: Worker): Promise<number> {
  child.kill('SIGINT');
  const { stderr } = await ended;
  return Number(/Encoded (\d+) pieces?/.exec(stderr)?.[1] ?? Number.NaN);
}

/** Machines with the film's clips in the ledger, and the film as one of them cuts it. */
async function studio() {
  const made = await machines();
  const machine = async (): Promise<Project> => {
    const one = await made.machine();
    await one.write(file, waves);
    return one;
  };
  const first = await machine();
  const run = await on(first, 'run', file, '--yes');
  expect(run.code, run.stderr).toBe(0);
  return { ...made, machine, alone: await readFile(first.path('ferry/sea.mp4')) };
}

const filmOf = (machine: Project): Promise<Buffer> => readFile(machine.path('ferry/sea.mp4'));

test.skipIf(!isLateNode)('a cut by several machines has the bytes of one that was cut by one', async () => {
  const { machine, alone, rows } = await studio();
  const workers = [await worker(await machine()), await worker(await machine())];
  const a = await machine();
  const cut = await on(a, 'stitch', file);
  expect(cut.code, cut.stderr).toBe(0);
  expect(alone.equals(await filmOf(a))).toBe(true);
  const encoded = await Promise.all(workers.map(stop));
  expect(Math.min(...encoded)).toBeGreaterThan(0);
  expect(await rows(`select id from storycut_orders.job where name like 'render-%'`)).toEqual([]);
});

test.skipIf(!isLateNode)(
  'with workers killed in the middle of their pieces, the cut is the same',
  async () => {
    const { machine, alone, rows } = await studio();
    const workers = [await worker(await machine()), await worker(await machine())];
    const a = await machine();
    const cut = a.start('--config', 'config.yaml', 'stitch', file);
    const taken = `select id from storycut_orders.job where name like 'render-%' and state = 'active'`;
    for (const one of workers) {
      await until(async () => (await rows(taken)).length > 0 || cut.child.exitCode !== null);
      one.child.kill('SIGKILL');
      await one.ended;
    }
    const { code, stderr } = await cut.ended;
    expect(code, stderr).toBe(0);
    expect(alone.equals(await filmOf(a))).toBe(true);
  },
);

test.skipIf(!isLateNode)(
  'a film that is interrupted withdraws its pieces, and goes on from them',
  async () => {
    const { machine, alone, rows } = await studio();
    const one = await worker(await machine());
    const a = await machine();
    const cut = a.start('--config', 'config.yaml', 'stitch', file);
    const offered = `select id from storycut_orders.job where name like 'render-%'`;
    await until(async () => (await rows(offered)).length > 2 || cut.child.exitCode !== null);
    cut.child.kill('SIGINT');
    expect((await cut.ended).code).toBe(130);
    expect(await rows(offered)).toEqual([]);
    const again = await on(a, 'stitch', file);
    expect(again.code, again.stderr).toBe(0);
    expect(alone.equals(await filmOf(a))).toBe(true);
    await stop(one);
  },
);

test.skipIf(!isLateNode)(
  'a worker with another ffmpeg takes nothing, and the film is made without it',
  async () => {
    const { machine, alone } = await studio();
    const { ffmpeg } = await testTools();
    const other = await machine();
    await other.write(
      'ffmpeg',
      `#!/bin/sh
if [ "$1" = -filters ]; then ${ffmpeg.path} -filters 2>&1 | sed 's/^ffmpeg version [^ ]*/ffmpeg version 9.9/'
else exec ${ffmpeg.path} "$@"
fi
`,
    );
    await chmod(other.path('ffmpeg'), 0o755);
    vi.stubEnv('FFMPEG_PATH', other.path('ffmpeg'));
    const one = await worker(other);
    vi.stubEnv('FFMPEG_PATH', ffmpeg.path);
    const a = await machine();
    const cut = await on(a, 'stitch', file);
    expect(cut.code, cut.stderr).toBe(0);
    expect(alone.equals(await filmOf(a))).toBe(true);
    expect(await stop(one)).toBe(0);
  },
);

test.skipIf(!isLateNode)('what comes back with other bytes is made here', async () => {
  const { machine, clips, alone } = await studio();
  const one = await worker(await machine());
  await mkdir(join(clips, 'pieces'), { recursive: true });
  let spoilt = 0;
  const watcher = watch(join(clips, 'pieces'), (_, name) => {
    if (name === null || name.endsWith('.part')) return;
    const path = join(clips, 'pieces', name);
    spoilt += 1;
    // In place: whoever copies it gets both.
    open(path, 'r+').then(
      (handle) => handle.write(Buffer.alloc(4096, 0x5a), 0, 4096, 1000).finally(() => handle.close()),
      () => undefined,
    );
  });
  const a = await machine();
  const cut = await on(a, 'stitch', file);
  watcher.close();
  expect(cut.code, cut.stderr).toBe(0);
  expect(alone.equals(await filmOf(a))).toBe(true);
  expect(spoilt).toBeGreaterThan(0);
  await stop(one);
});
