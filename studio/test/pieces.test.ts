import { watch } from 'node:fs';
import { chmod, mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { PieceInput } from '../../src/project/machine/piece-queue.ts';
import { encodingMark } from '../../src/stitch/encoding-mark.ts';
import { type PieceOrder, pieceName } from '../../src/stitch/picture/piece-order.ts';
import { testTools } from '../../test/rig/tools.ts';
import { openPieces } from '../src/pieces/queue.ts';
import { isLateNode } from './rig/late-node.ts';
import { file, machines, on } from './rig/machines.ts';
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

/** A piece of black pictures. */
const black: PieceOrder = {
  ...{ inputs: [], graph: 'color=c=black:s=320x180:r=24/1,trim=end_frame=12,format=yuv420p[v]' },
  ...{ frames: 12, group: 2, quality: 'full', size: { width: 320, height: 180 }, fps: 24 },
};
const seek = ['-noaccurate_seek', '-seek_timestamp', '1', '-ss', '0.000000'];
const outside = '/etc/hostname';

/** What somebody could write into the queue, with the name that it would have. */
const hostile: readonly (readonly [string, PieceOrder, readonly unknown[]])[] = [
  ['a file by a filter', { ...black, graph: `movie=${outside}[v]` }, []],
  ['a file by an option', { ...black, graph: black.graph.replace('c=black', `/c=${outside}`) }, []],
  [
    'a file by an input',
    { ...black, inputs: [{ key: 'a', args: [...seek, '-i', outside] }] },
    [{ from: 'clips', sha256: 'a'.repeat(64) }],
  ],
  [
    'a file by its place',
    { ...black, inputs: [{ key: 'a', args: seek }] },
    [{ from: 'clips', sha256: `../../..${outside}` }],
  ],
  [
    'a clip that is not there',
    { ...black, inputs: [{ key: 'a', args: seek }] },
    [{ from: 'clips', sha256: 'a'.repeat(64) }],
  ],
  [
    'a file that is not there',
    { ...black, inputs: [{ key: 'a', args: seek }] },
    [{ from: 'exchange', sha256: 'b'.repeat(64) }],
  ],
  [
    'an address',
    { ...black, inputs: [{ key: 'a', args: seek }] },
    [{ from: 'http://127.0.0.1:1/', sha256: 'a'.repeat(64) }],
  ],
];

test.skipIf(!isLateNode)('a worker makes what Storycut would ask for, and nothing else', async () => {
  const { machine, clips, rows, ledger } = await machines();
  const one = await worker(await machine());
  const tools = await testTools();
  const mark = await encodingMark(tools, clips, new AbortController().signal);
  if (!mark.ok) throw new Error(mark.error);
  const queue = await openPieces(ledger, mark.value, 'offers');
  try {
    for (const [what, order, inputs] of hostile) {
      const name = pieceName(order, tools);
      const offered = await queue.offer({ name, order, inputs: inputs as readonly PieceInput[] });
      expect(await offered.ended, what).toBeUndefined();
    }
    const wrong = await queue.offer({ name: 'x', order: black, inputs: [] });
    expect(await wrong.ended).toBeUndefined();
    const told = await rows<{ kind: string }>(
      `select output->>'kind' as kind from storycut_orders.job where name like 'render-%'`,
    );
    expect(told.map(({ kind }) => kind)).toEqual(Array(hostile.length + 1).fill('left'));
    const offered = await queue.offer({ name: pieceName(black, tools), order: black, inputs: [] });
    const end = await offered.ended;
    expect(end).toMatchObject({ kind: 'made', damaged: false });
    expect(await readdir(join(clips, 'pieces'))).toEqual([end?.kind === 'made' && end.sha256]);
  } finally {
    await queue.close();
  }
  expect(await stop(one)).toBe(1);
});
