import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { studioCore } from '../../src/project/machine/studio.ts';
import type { Intent } from '../../src/store/record.ts';
import type { Store } from '../../src/store/store.ts';
import { fixedRandom } from '../../test/rig/fixed-random.ts';
import { generate } from '../../test/rig/plans.ts';
import { openStudio } from '../src/index.ts';
import { spoolIn } from '../src/spool.ts';
import { newLedger, realClock } from './rig/new-ledger.ts';

interface Machine {
  readonly folder: string;
  readonly spool: ReturnType<typeof spoolIn>;
  open(): Promise<Store>;
}

async function machine(): Promise<Machine> {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-spool-'));
  const clips = join(folder, 'clips');
  const ledger = await newLedger(process.env.STORYCUT_TEST_LEDGER ?? '', clips);
  const studio = openStudio(
    studioCore,
    { ledger, clips: { kind: 'folder', folder: clips }, projects: {} },
    realClock,
  );
  onTestFinished(async () => {
    await studio.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    folder,
    spool: spoolIn(folder, studioCore),
    async open() {
      const opened = await studio.openStore('ferry', folder, { clock: realClock, random: fixedRandom(1) });
      if (!opened.ok) throw new Error(opened.error.message);
      return opened.value;
    },
  };
}

function intent(attempt: string): Intent {
  const { kind, segment, take, link, fingerprint, request } = generate('gull');
  const whose = { storyboard: 'sea', segment, take, link };
  return {
    type: 'intent',
    attempt,
    kind,
    ...whose,
    fingerprint,
    request,
    price: 1,
    address: 'https://a.test/',
  };
}

test('what could not be written is written by the next process, in its order', async () => {
  const { folder, spool, open } = await machine();
  const first = await open();
  await first.reserve(intent('a'), undefined);
  await spool.keep({ type: 'accepted', attempt: 'a', remote: 'video_1' });
  await spool.keep({ type: 'failed', attempt: 'a', reason: 'failed', message: 'It failed.' });
  const next = await open();
  expect([...next.attempts()].map(({ kind }) => kind)).toEqual(['failed']);
  expect(next.notices).toEqual([]);
  expect(await readdir(join(folder, 'studio-spool'))).toEqual([]);
});

test('what is kept while another process writes what was kept before is not lost', async () => {
  const { spool, open } = await machine();
  const first = await open();
  await first.reserve(intent('a'), undefined);
  await spool.keep({ type: 'accepted', attempt: 'a', remote: 'video_1' });
  const before = await spool.read();
  await spool.keep({ type: 'charged', attempt: 'a', charged: 2, by: 'user' });
  for (const { remove } of before) await remove();
  expect((await spool.read()).map(({ record }) => record?.type)).toEqual(['charged']);
});

test('what the ledger can not take stops nobody, is kept, and is told of until a person removes it', async () => {
  const { folder, spool, open } = await machine();
  await spool.keep({ type: 'accepted', attempt: 'forgotten', remote: 'video_1' });
  const odd = ['', '{"type":"acc', 'null', '7', '{"type":"accepted"}', '\0\0\0'];
  for (const [n, text] of odd.entries()) await writeFile(join(folder, 'studio-spool', `${n}.json`), text);
  const store = await open();
  expect((await store.reserve(intent('a'), undefined)).kind).toBe('reserved');
  await spool.keep({ type: 'unheard', attempt: 'a' } as never);
  for (const opened of [await open(), await open()]) {
    expect(opened.notices.map(({ code, message }) => [code, message])).toEqual([
      ['studio-set-aside', expect.stringContaining(`can't take ${odd.length + 2} of the records`)],
    ]);
  }
  expect(await readdir(join(folder, 'studio-spool'))).toHaveLength(odd.length + 2);
});

test.each(['\0', 'half \ud83d of a pair', '\udc00', '\\u0000 \\\\ud800 \\'])(
  'a provider may say anything: %j',
  async (message) => {
    const { open } = await machine();
    const store = await open();
    await store.reserve(intent('a'), undefined);
    await store.append({ type: 'accepted', attempt: 'a', remote: 'video_1' });
    await store.append({ type: 'failed', attempt: 'a', reason: 'failed', message });
    const [attempt] = (await open()).attempts();
    expect(attempt).toMatchObject({ kind: 'failed' });
    const said = JSON.stringify(attempt);
    expect(said).toContain(message.startsWith('\\') ? JSON.stringify(message).slice(1, -1) : '\ufffd');
  },
);
