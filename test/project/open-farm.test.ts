import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ok } from '../../src/core/result.ts';
import type { PieceQueue } from '../../src/project/machine/piece-queue.ts';
import type { OpenedStudio } from '../../src/project/machine/studio.ts';
import type { World } from '../../src/project/machine/world.ts';
import { openFarm } from '../../src/project/pieces/open-farm.ts';
import type { PieceOrder } from '../../src/stitch/picture/piece-order.ts';
import { testTools } from '../rig/tools.ts';

type Opened = Awaited<ReturnType<OpenedStudio['pieces']>>;

test('a queue that opens only after the cut is closed then', async () => {
  const root = await mkdtemp(join(tmpdir(), 'storycut-farm-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folder = join(root, 'ferry', '.storycut');
  await mkdir(folder, { recursive: true });
  const settings = {
    ledger: 'postgres://nowhere/ledger',
    clips: { kind: 'folder', folder: join(root, 'clips') },
    projects: { ferry: join(root, 'ferry') },
  } as const;
  let open: (queue: Opened) => void = () => undefined;
  const late = new Promise<Opened>((resolve) => {
    open = resolve;
  });
  let queue: Partial<PieceQueue> = {};
  const closed = new Promise<void>((resolve) => {
    queue = { close: async () => resolve() };
  });
  const world = {
    env: {},
    providers: async () => ok({ studio: settings }),
    studio: async () => ok({ pieces: () => late }),
    clock: { now: () => Date.now() },
  } as unknown as World;
  const { farm, close } = await openFarm({
    world,
    tools: await testTools(),
    store: { folder, cacheFolder: join(root, 'cache'), clipPath: (hash) => join(root, 'clips', hash) },
    signal: new AbortController().signal,
  });
  const order: PieceOrder = {
    ...{ inputs: [], graph: 'color=c=black[v]', frames: 1, group: 1, fps: 24 },
    quality: 'full',
    size: { width: 320, height: 180 },
  };
  expect(await farm?.lend(order, [])).toBeUndefined();
  await close();
  open(ok(queue as PieceQueue));
  await closed;
});
