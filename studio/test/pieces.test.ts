import { watch } from 'node:fs';
import { chmod, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { testTools } from '../../test/rig/tools.ts';
import { isLateNode } from './rig/late-node.ts';
import { file, on } from './rig/machines.ts';
import { startPostgres } from './rig/postgres.ts';
import { filmOf, stop, until, wavesStudio, worker } from './rig/waves.ts';

test.skipIf(!isLateNode)('a cut by several machines has the bytes of one that was cut by one', async () => {
  const { machine, alone, rows } = await wavesStudio();
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
    const { machine, alone, rows } = await wavesStudio();
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
    const { machine, alone, rows } = await wavesStudio();
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
    const { machine, alone } = await wavesStudio();
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
  const { machine, clips, alone } = await wavesStudio();
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

test.skipIf(!isLateNode)(
  'the database may go away in the middle of a cut, and the cut is the same',
  async () => {
    const postgres = await startPostgres();
    try {
      const { machine, alone, rows } = await wavesStudio({ url: postgres.url() });
      const one = await worker(await machine());
      const a = await machine();
      const cut = a.start('--config', 'config.yaml', 'stitch', file);
      const taken = `select id from storycut_orders.job where name like 'render-%' and state = 'active'`;
      await until(async () => (await rows(taken)).length > 0 || cut.child.exitCode !== null);
      await postgres.kill();
      await new Promise((resolve) => setTimeout(resolve, 12_000));
      await postgres.start();
      const { code, stderr } = await cut.ended;
      expect(code, stderr).toBe(0);
      expect(alone.equals(await filmOf(a))).toBe(true);
      await stop(one);
    } finally {
      await postgres.remove();
    }
  },
);
