import { copyFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Files } from '../../src/store/files.ts';
import type { JournalEntry } from '../../src/store/line.ts';
import { writeLine } from '../../src/store/line.ts';
import { nodeFiles } from '../../src/store/node-files.ts';
import { rebuild } from '../../src/store/rebuild.ts';
import type { Intent } from '../../src/store/record.ts';
import { openRecovery, type Recovery } from '../../src/store/recovery.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { failingFiles } from '../rig/failing-files.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { generate } from '../rig/plans.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

let root: string;
let folder: string;
let journal: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'storycut-recovery-'));
  folder = join(root, '.storycut');
  journal = join(folder, 'journal.jsonl');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const options = { clock: virtualClock(), random: fixedRandom() };

async function open(where = folder): Promise<Store> {
  const opened = await openStore(where, options);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

function intent(attempt: string): Intent {
  const { kind, segment, take, link, request } = generate(attempt);
  const whose = { storyboard: 'film', segment, take, link };
  return { type: 'intent', attempt, kind, ...whose, fingerprint: attempt, request, price: 2 };
}

/** A process that makes a clip, leaves a job in flight, and one without an answer. */
async function live(names: readonly [string, string, string], where = folder): Promise<void> {
  const [made, accepted, unanswered] = names;
  const store = await open(where);
  const temporary = store.temporary(made, 'mp4');
  await writeFile(temporary, `footage of ${made}`);
  await store.reserve(intent(made), undefined);
  await store.append({ type: 'accepted', attempt: made, remote: `remote-${made}` });
  const taken = await store.take(temporary, 'mp4');
  if (!taken.ok) throw new Error(taken.error);
  await store.append({ type: 'made', attempt: made, ...taken.value, seconds: 4, cost: 2 });
  await store.reserve(intent(accepted), undefined);
  await store.append({ type: 'accepted', attempt: accepted, remote: `remote-${accepted}` });
  await store.reserve(intent(unanswered), undefined);
  await store.close();
}

async function recovering<T>(work: (recovery: Recovery) => Promise<T>, files?: Files): Promise<T> {
  const recovery = await openRecovery(folder, { ...options, ...(files && { files }) });
  if (!recovery.ok) throw new Error(recovery.error.message);
  try {
    return await work(recovery.value);
  } finally {
    await recovery.value.close();
  }
}

const recover = (): Promise<number> =>
  recovering(async (recovery) => {
    await recovery.write();
    return recovery.rebuilt.lost;
  });

const money = async () => {
  const store = await open();
  const { spent, reserved } = store.holdings('film').money;
  await store.close();
  return { spent, reserved };
};

describe('a journal is rebuilt from its receipts', () => {
  const harms: readonly [string, () => Promise<unknown>][] = [
    ['deleted', () => rm(journal)],
    ['deleted, with its anchor', () => Promise.all([rm(journal), rm(join(folder, 'journal.anchor'))])],
    ['an older copy', () => copyFile(`${journal}.old`, journal)],
    ['zeros', async () => writeFile(journal, Buffer.alloc((await readFile(journal)).length))],
    ['in another encoding', async () => writeFile(journal, await readFile(journal, 'utf8'), 'utf16le')],
    ['flipped in a bit', async () => writeFile(journal, flipped(await readFile(journal), 40))],
    [
      'flipped in a bit of its last line',
      async () => writeFile(journal, flipped(await readFile(journal), -40)),
    ],
    ['cut short', async () => writeFile(journal, (await readFile(journal)).subarray(0, -30))],
  ];
  test.each(harms)('to the byte, where it is %s', async (_, harm) => {
    await live(['a', 'b', 'c']);
    await copyFile(journal, `${journal}.old`);
    await live(['d', 'e', 'f']);
    const whole = await readFile(journal, 'utf8');
    await harm();
    expect(await openStore(folder, options)).toMatchObject({ error: { code: 'journal-damaged' } });
    const harmed = await readFile(journal).catch(() => undefined);

    expect(await recover()).toBe(0);
    expect(await readFile(journal, 'utf8')).toBe(whole);
    expect(await money()).toEqual({ spent: 4, reserved: 8 });
    const kept = (await readdir(folder)).filter((name) => name.startsWith('journal.before-'));
    expect(await Promise.all(kept.map((name) => readFile(join(folder, name))))).toEqual(
      harmed ? [harmed] : [],
    );
    expect(await recovering(async ({ isWhole }) => isWhole)).toBe(true);
  });

  test('with the records of both copies, where an older one was continued', async () => {
    await live(['a', 'b', 'c']);
    const copy = join(root, 'copy', '.storycut');
    await cp(folder, copy, { recursive: true });
    await live(['d', 'e', 'f']);
    await live(['g', 'h', 'i'], copy);
    await copyFile(join(copy, 'journal.jsonl'), journal);

    for (const _again of [1, 2]) expect(await recover()).toBe(0);
    expect(await money()).toEqual({ spent: 6, reserved: 12 });
    const store = await open();
    for (const name of ['a', 'd', 'g']) expect(store.attempt(name)).toBeDefined();
    for (const name of ['b', 'e', 'h'])
      expect(store.attempt(name)).toMatchObject({ kind: 'accepted', remote: `remote-${name}` });
    for (const name of ['c', 'f', 'i']) expect(store.attempt(name)?.kind).toBe('open');
    await store.close();
  });

  test('and what is in no file is counted, and what may have been charged stays reserved', async () => {
    await live(['a', 'b', 'c']);
    await rm(join(folder, 'receipts'), { recursive: true });
    const lines = (await readFile(journal, 'utf8')).split('\n');
    await writeFile(journal, lines.filter((line) => !line.includes('"made"')).join('\n'));
    expect(await recover()).toBe(1);
    expect(await money()).toEqual({ spent: 0, reserved: 6 });
    await live(['d', 'e', 'f']);
    expect(await money()).toEqual({ spent: 2, reserved: 10 });
    await rm(journal);
    expect(await recover()).toBe(0);
    expect(await money()).toEqual({ spent: 2, reserved: 10 });
  });

  test('and names clips that no record names; a person who accepts the loss goes on', async () => {
    await live(['a', 'b', 'c']);
    for (const name of ['journal.jsonl', 'receipts']) await rm(join(folder, name), { recursive: true });
    const strays = await recovering(async (recovery) => recovery.strays);
    expect(strays).toEqual(await readdir(join(folder, 'clips')));
    expect(await recover()).toBe(6);
    expect(await recovering(async ({ isWhole }) => isWhole)).toBe(true);
    expect(await money()).toEqual({ spent: 0, reserved: 0 });
  });

  test('and receipts from their journal, where one of them is damaged or gone', async () => {
    await live(['a', 'b', 'c']);
    await live(['d', 'e', 'f']);
    await rm(join(folder, 'receipts', '000001.jsonl'));
    expect(await recovering(async ({ isWhole }) => isWhole)).toBe(false);
    await recover();
    expect(await recovering(async ({ isWhole }) => isWhole)).toBe(true);
    expect(await readFile(join(folder, 'receipts', '000003.jsonl'), 'utf8')).toBe(
      await readFile(journal, 'utf8'),
    );
  });

  test('by reading one file at a time, however many there are', async () => {
    for (const name of ['a', 'b', 'c']) await live([name, `${name}2`, `${name}3`]);
    await rm(journal);
    let [open, most] = [0, 0];
    const counting: Files = {
      ...nodeFiles,
      async read(path) {
        most = Math.max(most, ++open);
        return nodeFiles.read(path).finally(() => {
          open -= 1;
        });
      },
    };
    await recovering(async ({ inReceipts }) => expect(inReceipts).toBe(18), counting);
    expect(most).toBe(1);
  });

  test('by one process at a time', async () => {
    const store = await open();
    expect(await openRecovery(folder, options)).toMatchObject({ error: { code: 'store-locked' } });
    await store.close();
  });

  test('but not by this version, where a later one wrote receipts', async () => {
    await live(['a', 'b', 'c']);
    await rm(journal);
    const later = { seq: 7, w: 6, t: 0, type: 'wormhole' } as unknown as JournalEntry;
    await writeFile(join(folder, 'receipts', '000002.jsonl'), writeLine(later));
    expect(await openRecovery(folder, options)).toMatchObject({ error: { code: 'journal-newer' } });
  });
});

test.each(['before', 'torn', 'after'] as const)(
  'killed %s any change on disk, another recovery finds no less',
  async (when) => {
    for (let n = 1, killed = true; killed; n++) {
      await live(['a', 'b', 'c']);
      const copy = join(root, `copy-${n}`, '.storycut');
      await cp(folder, copy, { recursive: true });
      await live(['d', 'e', 'f']);
      await live(['g', 'h', 'i'], copy);
      await copyFile(join(copy, 'journal.jsonl'), journal);
      const failing = failingFiles(n, when);
      const dying = await openRecovery(folder, { ...options, files: failing.files });
      if (dying.ok) {
        await dying.value.write().catch(() => undefined);
        await dying.value.close();
      }
      killed = failing.count() >= n;

      expect(await recover()).toBe(0);
      expect(await money()).toEqual({ spent: 6, reserved: 12 });
      await rm(folder, { recursive: true });
    }
  },
);

test('whatever each source lacks, no record is lost that one of them has, and their order stays', () => {
  const entry = (seq: number): JournalEntry => ({
    seq,
    w: seq - 1,
    t: seq,
    type: 'redo',
    requestClass: `${seq}`,
    take: 2,
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.array(fc.nat(40)), { maxLength: 4 }),
      (n, lacking) => {
        const all = Array.from({ length: n }, (_, i) => entry(i + 1));
        const sources = lacking.map((without) => all.filter(({ seq }) => !without.includes(seq)));
        const left = all.filter((one) => sources.some((source) => source.includes(one)));
        const { entries, lost } = rebuild(sources, n);
        expect(lost).toBe(n - left.length);
        expect(entries.map(({ seq }) => seq)).toEqual(left.map((_, i) => i + 1));
        expect(entries.map(({ t }) => t)).toEqual(left.map(({ t }) => t));
        // Numbers change once, and then no more.
        expect(rebuild([entries, ...sources], entries.length).entries).toEqual(entries);
      },
    ),
  );
});

function flipped(bytes: Buffer, at: number): Buffer {
  const harmed = Buffer.from(bytes);
  const i = at < 0 ? harmed.length + at : at;
  harmed[i] = (harmed[i] ?? 0) ^ 1;
  return harmed;
}
