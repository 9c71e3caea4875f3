import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../src/core/canonical.ts';
import { openRecovery } from '../../src/store/recovery.ts';
import { openStore } from '../../src/store/store.ts';
import { type Compiled, compile } from '../rig/compile.ts';
import { createdBy } from '../rig/disk-provider.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { smallFilm } from '../rig/small-film.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

let engine: Compiled;
let root: string;
beforeAll(async () => {
  engine = await compile('rig/engine-life');
  root = await mkdtemp(join(tmpdir(), 'storycut-kill-'));
});
afterAll(async () => {
  await engine.remove();
  await rm(root, { recursive: true, force: true });
});

/** Runs the engine in a process of its own and kills it (-9) at the n-th event. Tells whether it came that far. */
async function live(folder: string, resubmit: 'safe' | 'ask', n: number): Promise<boolean> {
  const child = spawn(process.execPath, [engine.file, folder, resubmit], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let events = 0;
  createInterface(child.stdout).on('line', () => {
    events += 1;
    if (events === n) child.kill('SIGKILL');
  });
  const [code, signal] = await exited;
  if (signal !== 'SIGKILL') expect(code).toBe(0);
  return signal === 'SIGKILL';
}

/** Answers every open submission as a user would who looks at the provider's list. */
async function resolveTruly(folder: string): Promise<void> {
  const store = await openStore(join(folder, '.storycut'), { clock: virtualClock(), random: fixedRandom() });
  if (!store.ok) throw new Error(store.error.message);
  const created = await createdBy(join(folder, 'provider'));
  for (const { fingerprint } of smallFilm) {
    const open = store.value.attempt(fingerprint);
    if (open?.kind !== 'open') continue;
    const { attempt } = open.intent;
    const remote = created.find((one) => one.attempt === attempt)?.remote;
    if (remote !== undefined) await store.value.adopt(open.intent, remote);
    else await store.value.append({ type: 'resolved', attempt, answer: 'not-created' });
  }
  await store.value.close();
}

/** That each job has its clip, whole, and that there are no others. */
async function expectFinished(folder: string): Promise<void> {
  const clips = await readdir(join(folder, '.storycut', 'clips'));
  expect(clips).toHaveLength(smallFilm.length);
  for (const name of clips) {
    expect(`${sha256(await readFile(join(folder, '.storycut', 'clips', name)))}.mp4`).toBe(name);
  }
}

test('killed again and again, a film is finished with each job created once', async () => {
  const random = fixedRandom(7);
  let kills = 0;
  for (let film = 0; kills < 10; film++) {
    const folder = join(root, `ask-${film}`);
    while (await live(folder, 'ask', 2 + Math.floor(random.next() * 8))) {
      kills += 1;
      await resolveTruly(folder);
    }
    const requests = (await createdBy(join(folder, 'provider'))).map(({ request }) => request);
    expect(requests).toHaveLength(smallFilm.length);
    expect(new Set(requests)).toEqual(new Set(smallFilm.map(({ fingerprint }) => fingerprint)));
    await expectFinished(folder);
  }
});

test('killed again and again, with its journal lost each time, it is finished with each job created once', async () => {
  const random = fixedRandom(13);
  const folder = join(root, 'lost');
  for (let longer = 0; await live(folder, 'ask', 2 + longer + Math.floor(random.next() * 6)); longer++) {
    await rm(join(folder, '.storycut', 'journal.jsonl'));
    const recovery = await openRecovery(join(folder, '.storycut'), { clock: virtualClock() });
    if (!recovery.ok) throw new Error(recovery.error.message);
    expect(recovery.value.rebuilt.lost).toBe(0);
    await recovery.value.write();
    await recovery.value.close();
    await resolveTruly(folder);
  }
  expect(await createdBy(join(folder, 'provider'))).toHaveLength(smallFilm.length);
  await expectFinished(folder);
});

test('where repeating is safe, it is finished without anybody being asked', async () => {
  const random = fixedRandom(11);
  const folder = join(root, 'safe');
  // Each life is a little longer: one that ends while all is only being taken up again gets nowhere.
  for (let longer = 0; await live(folder, 'safe', 2 + longer + Math.floor(random.next() * 6)); longer++);
  await expectFinished(folder);
});
