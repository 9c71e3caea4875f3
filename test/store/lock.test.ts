import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/store.ts';
import { type Compiled, compile } from '../rig/compile.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

let holder: Compiled;
beforeAll(async () => {
  holder = await compile('rig/lock-holder');
});
afterAll(() => holder.remove());

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storycut-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const options = { clock: virtualClock(), random: fixedRandom() };

/** A process that opens the same store, and what it says of it. */
async function twin(): Promise<{ child: ChildProcess; says: string }> {
  const child = spawn(process.execPath, [holder.file, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [says] = await once(child.stdout, 'data');
  return { child, says: String(says).trim() };
}

async function end(child: ChildProcess, how: () => void): Promise<void> {
  const exited = once(child, 'exit');
  how();
  await exited;
}

async function opened(): Promise<Store> {
  const store = await openStore(folder, options);
  if (!store.ok) throw new Error(store.error.message);
  return store.value;
}

test('a second process is told who holds the store, and gets in when the first is done', async () => {
  const store = await opened();
  const refused = await twin();
  expect(refused.says).toMatch(
    new RegExp(
      `^Another storycut process is using \\S+ \\(process ${process.pid} on \\S+, since 2026-01-01T00:00:00.000Z\\)\\.$`,
    ),
  );
  await end(refused.child, () => refused.child.stdin?.end());
  await store.close();

  const admitted = await twin();
  expect(admitted.says).toBe('open');
  await end(admitted.child, () => admitted.child.stdin?.end());
});

test('the lock of a killed process is free at once, and its file stays the same file', async () => {
  const first = await twin();
  expect(first.says).toBe('open');
  expect(await openStore(folder, options)).toMatchObject({ ok: false, error: { code: 'store-locked' } });
  const { ino } = await stat(join(folder, 'lock'));
  await end(first.child, () => first.child.kill('SIGKILL'));

  const store = await opened();
  await store.close();
  expect((await stat(join(folder, 'lock'))).ino).toBe(ino);
});

test('a process that sleeps keeps its lock', async () => {
  const first = await twin();
  first.child.kill('SIGSTOP');
  expect(await openStore(folder, options)).toMatchObject({ ok: false, error: { code: 'store-locked' } });
  await end(first.child, () => first.child.kill('SIGKILL'));
});
