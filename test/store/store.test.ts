import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/core/canonical.ts';
import { noMoney } from '../../src/core/holdings.ts';
import { type JournalEntry, writeLine } from '../../src/store/line.ts';
import type { Intent } from '../../src/store/record.ts';
import { openRecovery } from '../../src/store/recovery.ts';
import { replay } from '../../src/store/replay.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { generate } from '../rig/plans.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'storycut-store-'));
  folder = join(root, '.storycut');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const options = { clock: virtualClock(), random: fixedRandom() };

async function open(more: { readOnly?: boolean } = {}): Promise<Store> {
  const opened = await openStore(folder, { ...options, ...more });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

function intent(attempt: string, more: Partial<Intent> = {}): Intent {
  const { kind, segment, take, link, fingerprint, request } = generate('climb');
  const whose = { storyboard: 'film', segment, take, link };
  return { type: 'intent', attempt, kind, ...whose, fingerprint, request, price: 2, ...more };
}

async function make(
  store: Store,
  attempt: string,
  text: string,
  more: Partial<Intent> = {},
): Promise<string> {
  const temporary = store.temporary(attempt, 'mp4');
  await writeFile(temporary, text);
  await store.reserve(intent(attempt, more), undefined);
  await store.append({ type: 'accepted', attempt, remote: `remote-${attempt}` });
  const taken = await store.take(temporary, 'mp4');
  if (!taken.ok) throw new Error(taken.error);
  await store.append({ type: 'made', attempt, ...taken.value, seconds: 4, cost: 2 });
  return taken.value.clip;
}

const { fingerprint, request } = generate('climb');

describe('a clip', () => {
  test('is named by its bytes, found by its fingerprint, and still there when the store is opened again', async () => {
    const store = await open();
    const hash = await make(store, 'a1', 'footage');
    await store.close();
    expect(hash).toBe(sha256('footage'));
    expect(await readdir(join(folder, 'work'))).toEqual([]);

    const again = await open();
    expect(again.holdings('film').clip(fingerprint)).toEqual({
      hash,
      extension: 'mp4',
      bytes: 7,
      seconds: 4,
      cost: 2,
    });
    expect(await readFile(again.clipPath(hash), 'utf8')).toBe('footage');
    expect(again.notices).toEqual([]);
    await again.close();
  });

  test('equal ones that arrive at once are one file, and none is lost', async () => {
    const store = await open();
    const hashes = await Promise.all(
      ['a1', 'a2', 'a3', 'a4'].map((attempt) => make(store, attempt, 'same', { fingerprint: attempt })),
    );
    expect(new Set(hashes)).toEqual(new Set([sha256('same')]));
    expect(await readdir(join(folder, 'clips'))).toEqual([`${sha256('same')}.mp4`]);
    for (const attempt of ['a1', 'a2', 'a3', 'a4']) expect(store.clip(attempt)?.hash).toBe(sha256('same'));
    await store.close();
  });

  test.each([
    ['removed', (file: string) => rm(file)],
    ['of another length', (file: string) => appendFile(file, '!')],
  ])('that is %s is not held but can be fetched again, and a notice says so', async (_, harm) => {
    const store = await open();
    const hash = await make(store, 'a1', 'footage');
    await store.close();
    await harm(store.clipPath(hash));

    const again = await open();
    expect(again.notices.map(({ code }) => code)).toEqual(['clip-missing']);
    expect(again.holdings('film').clip(fingerprint)).toBeUndefined();
    expect(again.holdings('film').attempt(fingerprint)).toEqual({ kind: 'missing', price: 2 });
    expect(again.attempt(fingerprint)).toMatchObject({ kind: 'accepted', refetch: true });
    await again.append({ type: 'deleted', attempt: 'a1' });
    expect(again.attempt(fingerprint)).toBeUndefined();
    await make(again, 'a2', 'footage');
    expect(again.clip(fingerprint)?.hash).toBe(hash);
    await again.close();
  });
});

describe('holdings', () => {
  test('count what is paid and reserved, for the storyboard that it was for', async () => {
    const store = await open();
    const money = () => {
      const { spent, reserved } = store.holdings('film').money;
      return [spent, reserved];
    };
    await store.reserve(intent('a1'), undefined);
    expect(money()).toEqual([0, 2]);
    await store.append({ type: 'rejected', attempt: 'a1', reason: 'rate', message: 'slower' });
    expect(money()).toEqual([0, 0]);
    await make(store, 'a2', 'footage');
    expect(money()).toEqual([2, 0]);
    await store.reserve(intent('a3', { fingerprint: 'other' }), undefined);
    await store.append({ type: 'accepted', attempt: 'a3', remote: 'r' });
    expect(money()).toEqual([2, 2]);
    await store.append({ type: 'lost', attempt: 'a3', message: 'gone' });
    expect(money()).toEqual([4, 0]);
    await store.append({ type: 'resolved', attempt: 'a3', answer: 'not-created' });
    expect(money()).toEqual([4, 0]);
    expect(store.holdings('another').money).toEqual(noMoney);
    await store.close();
  });

  test('tell how the last attempt stands', async () => {
    const store = await open();
    const state = (): unknown => store.holdings('film').attempt(fingerprint);
    expect(state()).toBeUndefined();
    await store.reserve(intent('a1'), undefined);
    expect(state()).toEqual({ kind: 'unknown', price: 2 });
    await store.adopt(intent('a1'), 'r');
    expect(state()).toEqual({ kind: 'in-flight', price: 2 });
    await store.append({ type: 'failed', attempt: 'a1', reason: 'moderation', message: 'not that' });
    expect(state()).toEqual({ kind: 'failed', message: 'not that' });
    await store.reserve(intent('a2'), undefined);
    await store.append({ type: 'resolved', attempt: 'a2', answer: 'not-created' });
    expect(state()).toBeUndefined();
    await store.reserve(intent('a3'), undefined);
    await store.append({ type: 'accepted', attempt: 'a3', remote: 'r' });
    await store.append({ type: 'lost', attempt: 'a3', message: 'gone' });
    expect(state()).toEqual({ kind: 'lost', price: 2 });
    await store.close();
  });

  test('know the takes that were ordered, and the last request that was made for a place', async () => {
    const store = await open();
    await store.redo('class', 3);
    await store.redo('class', 2);
    await store.redo('class', 3);
    await make(store, 'a1', 'footage');
    await store.reserve(
      intent('a2', { request: { ...request, prompt: 'never made' }, fingerprint: 'other' }),
      undefined,
    );
    const holdings = store.holdings('film');
    expect(holdings.redone('class')).toEqual([2, 3]);
    expect(holdings.redone('other')).toEqual([]);
    expect(holdings.lastRequest('climb', 1, 1)).toEqual(request);
    expect(holdings.lastRequest('climb', 2, 1)).toBeUndefined();
    expect(store.holdings('another').lastRequest('climb', 1, 1)).toBeUndefined();
    await store.close();
  });
});

describe('opening', () => {
  test('only to read creates nothing, and finds an empty store', async () => {
    const store = await open({ readOnly: true });
    expect(store.holdings('film').money).toEqual(noMoney);
    await expect(store.redo('class', 2)).rejects.toThrow('reading only');
    await store.close();
    expect(await readdir(root)).toEqual([]);
  });

  test('only to read goes beside a writer', async () => {
    const writer = await open();
    await writer.redo('class', 2);
    const reader = await open({ readOnly: true });
    expect(reader.holdings('film').redone('class')).toEqual([2]);
    await reader.close();
    await writer.close();
  });

  test('cuts a torn tail, says so once, and goes on behind it', async () => {
    const store = await open();
    await store.redo('class', 2);
    await store.close();
    const journal = join(folder, 'journal.jsonl');
    const sound = (await stat(journal)).size;
    await appendFile(journal, '1234abcd {"seq":2,"w"');

    expect((await open({ readOnly: true })).holdings('film').redone('class')).toEqual([2]);
    const again = await open();
    expect(again.notices.map(({ code }) => code)).toEqual(['journal-torn']);
    expect((await stat(journal)).size).toBe(sound);
    await again.redo('class', 3);
    await again.close();
    const third = await open();
    expect(third.notices).toEqual([]);
    expect(third.holdings('film').redone('class')).toEqual([2, 3]);
    await third.close();
  });

  test('refuses to write behind a damaged record, and still shows what can be read', async () => {
    const store = await open();
    for (const take of [2, 3, 4]) await store.redo('class', take);
    await store.close();
    const journal = join(folder, 'journal.jsonl');
    const text = await readFile(journal, 'utf8');
    await writeFile(journal, text.replace('"take":3', '"take":9'));

    expect(await openStore(folder, options)).toMatchObject({ ok: false, error: { code: 'journal-damaged' } });
    expect(await readFile(journal, 'utf8')).toBe(text.replace('"take":3', '"take":9'));
    const reader = await open({ readOnly: true });
    expect(reader.notices.map(({ code }) => code)).toEqual(['journal-damaged']);
    expect(reader.holdings('film').redone('class')).toEqual([2, 4]);
  });

  test.each<[string, (journal: string) => Promise<unknown>]>([
    ['deleted', (journal) => rm(journal)],
    [
      'deleted with its anchor',
      async (journal) => {
        await rm(journal);
        await rm(join(folder, 'journal.anchor'));
      },
    ],
    ['put back as an older copy', async (journal) => writeFile(journal, firstLine(await readFile(journal)))],
    [
      'replaced by a pointer',
      (journal) => writeFile(journal, 'version https://git-lfs.github.com/spec/v1\n'),
    ],
  ])('refuses to write, and shows what it can, where the journal was %s', async (_, harm) => {
    const store = await open();
    for (const take of [2, 3, 4]) await store.redo('c', take);
    await store.close();
    const journal = join(folder, 'journal.jsonl');
    await harm(journal);
    const harmed = await readFile(journal).catch(() => undefined);
    for (const _again of [1, 2])
      expect(await openStore(folder, options)).toMatchObject({
        ok: false,
        error: { code: 'journal-damaged', params: { records: 3 } },
      });
    expect(await readFile(journal).catch(() => undefined)).toEqual(harmed);
    const reader = await open({ readOnly: true });
    expect(reader.notices.map(({ code }) => code)).toEqual(['journal-damaged']);

    // As the help says.
    const recovery = await openRecovery(folder, options);
    if (!recovery.ok) throw new Error(recovery.error.message);
    await recovery.value.write();
    await recovery.value.close();
    const again = await open();
    expect(again.holdings('film').redone('c')).toEqual([2, 3, 4]);
    await again.close();
  });

  test('goes on with a journal that has no anchor, as one of 0.1 or of a clone, and anchors it', async () => {
    const store = await open();
    await store.redo('c', 2);
    await store.close();
    await rm(join(folder, 'journal.anchor'));
    await rm(join(folder, 'receipts'), { recursive: true });
    await (await open()).close();
    expect(await readFile(join(folder, 'journal.anchor'), 'utf8')).toBe('1\n'.padStart(16));
  });

  test('keeps what it cuts off', async () => {
    const store = await open();
    await store.redo('c', 2);
    await store.close();
    await appendFile(join(folder, 'journal.jsonl'), '1234abcd {"seq":2,"w"');
    await (await open()).close();
    const [kept = ''] = (await readdir(folder)).filter((name) => name.startsWith('journal.cut-'));
    expect(await readFile(join(folder, kept), 'utf8')).toBe('1234abcd {"seq":2,"w"');
  });

  test.each([true, false])('refuses the journal of a later version (only to read: %s)', async (readOnly) => {
    await (await open()).close();
    const later = { seq: 1, w: 0, t: 0, type: 'wormhole' } as unknown as JournalEntry;
    await writeFile(join(folder, 'journal.jsonl'), writeLine(later));
    expect(await openStore(folder, { ...options, readOnly })).toMatchObject({
      ok: false,
      error: { code: 'journal-newer' },
    });
  });

  test('empties the work folder of what a killed run left', async () => {
    const store = await open();
    await writeFile(store.temporary('a1', 'mp4'), 'half');
    await store.close();
    await (await open()).close();
    expect(await readdir(join(folder, 'work'))).toEqual([]);
  });

  test('where a folder can not be made is an error of the environment', async () => {
    await writeFile(folder, 'a file in the way');
    expect(await openStore(folder, options)).toMatchObject({ ok: false, error: { code: 'store-unusable' } });
  });
});

describe('how long jobs took', () => {
  /** A job at this moment, whose clip came so many seconds later; in between, the journal says this. */
  function lines(attempt: string, t: number, seconds: number, more: object = {}): readonly object[] {
    const clip = { clip: sha256(attempt), extension: 'mp4', bytes: 1, seconds: 4, cost: 2 };
    return [
      { t, ...intent(attempt) },
      { t: t + 500, type: 'accepted', attempt, remote: attempt },
      { t: t + seconds * 1000, type: 'made', attempt, ...clip, ...more },
    ];
  }
  const tookIn = (journal: readonly object[]) =>
    replay(journal as readonly JournalEntry[])
      .took(request.provider, request.model)
      .map(({ seconds }) => seconds);

  test('is known of those that one run waited for, the latest first', () => {
    const journal = [
      ...lines('a', 0, 60),
      ...lines('b', 1e6, 90),
      ...lines('c', 2e6, 30_000, { resumed: true }),
      { t: 3e6, type: 'redo', requestClass: 'x', take: 2 },
    ];
    expect(tookIn(journal)).toEqual([90, 60]);
    expect(replay(journal as readonly JournalEntry[]).took(request.provider, 'another')).toEqual([]);
  });

  test('is not known of what a person had to settle, or what failed', () => {
    const [begun, accepted, made] = lines('a', 0, 5000);
    const adopted = { t: 9e5, type: 'resolved', attempt: 'a', answer: 'adopted', remote: 'r' };
    expect(tookIn([begun, adopted, made] as readonly object[])).toEqual([]);
    const failed = { t: 1000, type: 'failed', attempt: 'a', reason: 'other', message: 'no' };
    expect(tookIn([begun, accepted, failed] as readonly object[])).toEqual([]);
  });

  test('is kept of the latest few', () => {
    const journal = Array.from({ length: 40 }, (_, n) => lines(`a${n}`, n * 1e6, n + 1)).flat();
    expect(tookIn(journal)).toEqual([40, 39, 38, 37, 36, 35, 34, 33, 32]);
  });
});

describe('what is known of a storyboard', () => {
  test('are the choices of its last run, and all that was made for it', async () => {
    const store = await open();
    expect(store.choices('film')).toBeUndefined();
    await store.append({ type: 'choices', storyboard: 'film', provider: 'studio', vars: {}, draft: true });
    await store.append({ type: 'choices', storyboard: 'other', vars: { what: 'gate' } });
    await store.append({ type: 'choices', storyboard: 'film', model: 'one', vars: {} });
    await make(store, 'a1', 'footage');
    await make(store, 'a2', 'more', { storyboard: 'other', fingerprint: 'another' });
    await store.reserve(intent('a3'), undefined);
    await store.close();
    const again = await open({ readOnly: true });
    expect(again.choices('film')).toEqual({ model: 'one', vars: {} });
    expect(again.choices('other')).toEqual({ vars: { what: 'gate' } });
    expect(again.madeFor('film').map(({ attempt }) => attempt)).toEqual(['a1']);
    await again.close();
  });
});

const firstLine = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.indexOf(10) + 1);
