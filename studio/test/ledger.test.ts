import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { committedOf } from '../../src/core/holdings.ts';
import { studioCore } from '../../src/project/machine/studio.ts';
import type { Intent } from '../../src/store/record.ts';
import type { Store } from '../../src/store/store.ts';
import { fixedRandom } from '../../test/rig/fixed-random.ts';
import { generate } from '../../test/rig/plans.ts';
import { type Database, openDatabase, openStudio } from '../src/index.ts';
import { newLedger, realClock } from './rig/new-ledger.ts';

let folder: string;
let url: string;
let database: Database;
const closers: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storycut-ledger-'));
  url = await newLedger(process.env.STORYCUT_TEST_LEDGER ?? '', join(folder, 'clips'));
  database = openDatabase({ url, clock: realClock, patience: 10_000 });
  closers.push(database.close);
});

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await rm(folder, { recursive: true, force: true });
});

/** The store of a project, as one process has it. */
async function open(project: string, seed: number): Promise<Store> {
  const settings = {
    ledger: url,
    clips: { kind: 'folder', folder: join(folder, 'clips') } as const,
    projects: {},
  };
  const studio = openStudio(studioCore, settings, realClock, (options) =>
    openDatabase({ ...options, connections: 1 }),
  );
  closers.push(studio.close);
  const opened = await studio.openStore(project, join(folder, project), {
    clock: realClock,
    random: fixedRandom(seed),
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

const rows = <Row extends object>(text: string): Promise<readonly Row[]> => database.ask<Row>(text, []);

const intentFor = (id: string, attempt: string, storyboard: string, price: number): Intent => {
  const { kind, segment, take, link, fingerprint, request } = generate(id);
  const whose = { storyboard, segment, take, link };
  return { type: 'intent', attempt, kind, ...whose, fingerprint, request, price, address: 'https://a.test/' };
};

async function make(store: Store, attempt: string, text: string, cost = 1): Promise<void> {
  const temporary = store.temporary(attempt, 'mp4');
  await writeFile(temporary, text);
  const taken = await store.take(temporary, 'mp4');
  if (!taken.ok) throw new Error(taken.error);
  await store.append({ type: 'made', attempt, ...taken.value, seconds: 4, cost });
}

test('50 processes that do anything at once pay for each request once, within each cap, and every sum is exact', async () => {
  const cap = 9;
  await rows(`insert into storycut.budget(name, cap) values ('studio', 20000000)`);
  const stores = await Promise.all(Array.from({ length: 50 }, (_, n) => open(`project-${n % 2}`, 1 + n)));
  let submitted = 0;
  await Promise.all(
    stores.map(async (store, n) => {
      const random = fixedRandom(1000 + n);
      const pick = <T>(...of: readonly T[]): T => of[Math.floor(random.next() * of.length)] as T;
      for (let step = 0; step < 12; step++) {
        const id = `s${Math.floor(random.next() * 25)}`;
        const { fingerprint } = generate(id);
        await store.learn([fingerprint]);
        const last = store.attempt(fingerprint);
        const attempt = last?.intent.attempt ?? '';
        switch (last?.kind) {
          case undefined:
          case 'failed':
          case 'released': {
            const intent = intentFor(id, `${n}-${step}`, pick('one', 'two'), pick(1, 0.5));
            const reserved = await store.reserve(intent, cap);
            if (reserved.kind === 'reserved') submitted += 1;
            break;
          }
          case 'open':
            // Two attempts may be told the same id, and an answer may come late.
            await pick(
              () =>
                store.append({ type: 'accepted', attempt, remote: `r${Math.floor(random.next() * 200)}` }),
              () => store.append({ type: 'rejected', attempt, reason: 'rate', message: 'busy' }),
              () => store.append({ type: 'resolved', attempt, answer: 'not-created' }),
              async () => void (await store.adopt(last.intent, `r${Math.floor(random.next() * 200)}`)),
            )();
            break;
          case 'accepted':
            await pick(
              () => make(store, attempt, `footage of ${fingerprint}`, last.intent.price),
              () => store.append({ type: 'failed', attempt, reason: 'other', message: 'no', charged: 0 }),
              () => store.append({ type: 'lost', attempt, message: 'gone' }),
            )();
            break;
          case 'lost':
            await store.append({ type: 'resolved', attempt, answer: 'abandoned' });
            break;
          case 'made':
            await store.append({ type: 'accepted', attempt, remote: `late-${n}-${step}` });
            break;
        }
      }
    }),
  );

  expect(submitted).toBeGreaterThan(25);
  expect(await rows('select * from storycut.imbalance')).toEqual([]);
  const live = await rows(
    `select fingerprint from storycut.attempt where state in ('open', 'accepted') group by 1 having count(*) > 1`,
  );
  expect(live).toEqual([]);
  // What was given up, and turned up, is paid for whatever the cap.
  const late = await rows<{ project: string; film: string; price: number }>(
    `select a.project, film, (body->>'price')::float8 as price from storycut.attempt a join storycut.record r on r.attempt = a.id
     where body->>'type' = 'intent' and a.committed > 0 and exists(
       select from storycut.record g where g.attempt = a.id
         and (g.body->>'type' = 'rejected' or g.body->>'answer' in ('not-created', 'abandoned')))`,
  );
  const lateIn = (project?: string, film?: string): number =>
    late
      .filter((one) => project === undefined || (one.project === project && one.film === film))
      .reduce((sum, one) => sum + one.price, 0);
  for (const { project, name, committed } of await rows<{ project: string; name: string; committed: string }>(
    'select project, name, committed from storycut.film',
  ))
    expect(Number(committed) / 1e6).toBeLessThanOrEqual(cap + lateIn(project, name));
  const [{ committed: all } = { committed: '' }] = await rows<{ committed: string }>(
    `select committed from storycut.budget where name = 'studio'`,
  );
  expect(Number(all) / 1e6).toBeLessThanOrEqual(20 + lateIn());

  // What a process that reads it all makes of the records is what the ledger's own columns say.
  const reader = await open('project-0', 99);
  const attempts = await rows<{ id: string; state: string; committed: string; project: string }>(
    'select id, state, committed, project from storycut.attempt',
  );
  const read = new Map([...reader.attempts()].map((attempt) => [attempt.intent.attempt, attempt]));
  for (const { id, state, committed, project } of attempts) {
    const attempt = read.get(id);
    if (attempt === undefined) expect(project).toBe('project-1');
    else {
      expect(state === 'stray' ? 'accepted' : state).toBe(attempt.kind);
      expect(Number(committed)).toBe(Math.round(1e6 * studioCore.committedTo(attempt)));
    }
  }
  const money = committedOf(reader.holdings('one').money);
  const [{ sum } = { sum: '' }] = await rows<{ sum: string }>(
    `select sum(committed) from storycut.attempt where project = 'project-0' and film = 'one'`,
  );
  expect(Math.round(1e6 * money)).toBe(Number(sum ?? 0));
});

test('what another machine submits meanwhile is taken up, not submitted again', async () => {
  const [here, there] = [await open('film', 1), await open('other', 2)];
  expect(await there.reserve(intentFor('a', 'theirs', 'b', 1), undefined)).toEqual({ kind: 'reserved' });
  const reserved = await here.reserve(intentFor('a', 'ours', 'a', 1), undefined);
  expect(reserved).toMatchObject({
    kind: 'overtaken',
    attempt: { kind: 'open', intent: { attempt: 'theirs' } },
  });
  expect(await rows('select id from storycut.attempt')).toEqual([{ id: 'theirs' }]);
});

test('asking again after a lost answer reserves once', async () => {
  const store = await open('film', 1);
  const again = await open('film', 2);
  const intent = intentFor('a', 'ours', 'film', 1);
  await store.reserve(intent, 1);
  expect(await again.reserve(intent, 1)).toEqual({ kind: 'reserved' });
  expect(await rows('select committed::int from storycut.film')).toEqual([{ committed: 1_000_000 }]);
});

test('a film never exceeds its cap, nor all of them their budget, and a refusal reserves nothing', async () => {
  await rows(`insert into storycut.budget(name, cap) values ('project film', 3000000)`);
  const store = await open('film', 1);
  await store.reserve(intentFor('a', 'a', 'one', 1), 1);
  expect(await store.reserve(intentFor('b', 'b', 'one', 0.5), 1)).toMatchObject({ kind: 'over-cap', cap: 1 });
  expect(await store.reserve(intentFor('c', 'c', 'two', 1.5), undefined)).toEqual({ kind: 'reserved' });
  expect(await store.reserve(intentFor('d', 'd', 'two', 1), undefined)).toEqual({
    ...{ kind: 'over-budget', budget: 'project film' },
    ...{ cap: 3, committed: 2.5 },
  });
  expect(await rows('select * from storycut.imbalance')).toEqual([]);
  await store.append({ type: 'rejected', attempt: 'a', reason: 'rate', message: '' });
  expect(await store.reserve(intentFor('d', 'd', 'two', 1), undefined)).toEqual({ kind: 'reserved' });
});

test('a job that turns up for what was given up, and submitted again, is kept and counted', async () => {
  const store = await open('film', 1);
  await store.reserve(intentFor('a', 'first', 'film', 1), undefined);
  await store.append({ type: 'resolved', attempt: 'first', answer: 'not-created' });
  await store.reserve(intentFor('a', 'second', 'film', 1), undefined);
  await store.append({ type: 'accepted', attempt: 'first', remote: 'late' });
  expect(await rows('select id, state, remote from storycut.attempt order by since')).toEqual([
    { id: 'first', state: 'stray', remote: 'late' },
    { id: 'second', state: 'open', remote: null },
  ]);
  expect(committedOf(store.holdings('film').money)).toBe(2);
  expect(await rows('select * from storycut.imbalance')).toEqual([]);
});

test('a job belongs to one attempt: nobody else adopts it', async () => {
  const [here, there] = [await open('film', 1), await open('other', 2)];
  const ours = intentFor('a', 'ours', 'film', 1);
  await here.reserve(ours, undefined);
  const theirs = intentFor('b', 'theirs', 'film', 1);
  await there.reserve(theirs, undefined);
  expect(await there.adopt(theirs, 'job')).toBe(true);
  expect(await here.adopt(ours, 'job')).toBe(false);
  expect(here.attempt(ours.fingerprint)).toMatchObject({ kind: 'open' });
});

test('footage that one machine has made is no news of another that says it is lost', async () => {
  const [here, there] = [await open('film', 1), await open('film', 2)];
  await here.reserve(intentFor('a', 'a', 'film', 1), undefined);
  await here.append({ type: 'accepted', attempt: 'a', remote: 'r' });
  await there.learn([generate('a').fingerprint]);
  await make(here, 'a', 'footage');
  await there.append({ type: 'lost', attempt: 'a', message: 'gone' });
  expect(there.attempt(generate('a').fingerprint)).toMatchObject({ kind: 'made' });
  const types = await rows<{ type: string }>(
    `select body->>'type' as type from storycut.record order by seq`,
  );
  expect(types.map(({ type }) => type)).toEqual(['intent', 'accepted', 'made']);
});
