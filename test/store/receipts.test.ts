import { execFileSync } from 'node:child_process';
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Files } from '../../src/store/files.ts';
import { nodeFiles } from '../../src/store/node-files.ts';
import { openRecovery } from '../../src/store/recovery.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { failingFiles } from '../rig/failing-files.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

let folder: string;
let journal: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'storycut-receipts-')), '.storycut');
  journal = join(folder, 'journal.jsonl');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const options = { clock: virtualClock(), random: fixedRandom() };
const attempted = (files?: Files) => openStore(folder, { ...options, ...(files && { files }) });

async function open(files?: Files): Promise<Store> {
  const opened = await attempted(files);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** One process's life, in which takes are ordered. */
async function order(...takes: readonly number[]): Promise<void> {
  const store = await open();
  for (const take of takes) await store.redo('c', take);
  await store.close();
}

async function receipts(): Promise<readonly string[]> {
  const at = join(folder, 'receipts');
  return Promise.all((await readdir(at)).sort().map((name) => readFile(join(at, name), 'utf8')));
}

const lines = async (): Promise<readonly string[]> =>
  (await readFile(journal, 'utf8')).split('\n').slice(0, -1);

describe('receipts', () => {
  test('are the lines of the journal, in a file for each process that writes', async () => {
    await order(2, 3);
    await order();
    await order(4);
    const all = await lines();
    expect(await receipts()).toEqual([`${all[0]}\n${all[1]}\n`, `${all[2]}\n`]);
  });

  test('are durable before anybody acts on a record, and after the journal', async () => {
    const done: string[] = [];
    const spying: Files = {
      ...nodeFiles,
      append: async (path) => spied('journal', await nodeFiles.append(path)),
      create: async (path) => spied('receipts', await nodeFiles.create(path)),
    };
    const spied = (name: string, file: Awaited<ReturnType<Files['append']>>) => ({
      ...file,
      append: (text: string) => file.append(text).then(() => void done.push(`${name} written`)),
      sync: () => file.sync().then(() => void done.push(`${name} durable`)),
    });
    const store = await open(spying);
    done.length = 0;
    await store.redo('c', 2);
    expect(done).toEqual(['journal written', 'journal durable', 'receipts written', 'receipts durable']);
    await store.close();
  });

  test('that a crash kept from being written are written before anything else', async () => {
    await order(2);
    // The journal has it, and then the machine stopped.
    const [first = ''] = await lines();
    await order(3);
    await writeFile(join(folder, 'receipts', '000002.jsonl'), '1234abcd {"seq":2,');
    expect(await receipts()).toEqual([`${first}\n`, '1234abcd {"seq":2,']);
    await order(4);
    const all = await lines();
    expect((await receipts()).at(-1)).toBe(`${all[1]}\n${all[2]}\n`);
  });

  test('come to a journal that has none, as one of 0.1', async () => {
    await order(2, 3);
    await rm(join(folder, 'receipts'), { recursive: true });
    await order();
    expect(await receipts()).toEqual([await readFile(journal, 'utf8')]);
  });

  test('go with a journal whose line ends were changed', async () => {
    await order(2, 3);
    await writeFile(journal, (await readFile(journal, 'utf8')).replaceAll('\n', '\r\n'));
    const store = await open();
    expect(store.holdings('film').redone('c')).toEqual([2, 3]);
    await store.close();
    expect(await receipts()).toHaveLength(1);
  });

  test.each<[string, (path: string, victim: string) => unknown]>([
    ['a link that appears meanwhile', (path, victim) => symlink(victim, path)],
    ['a pipe', (path) => execFileSync('mkfifo', [path])],
    ['a folder', (path) => mkdir(path)],
  ])('are not written through %s with their name', async (_, put) => {
    const store = await open();
    const victim = join(folder, '..', 'thesis.doc');
    await writeFile(victim, 'years of work');
    await put(join(folder, 'receipts', '000001.jsonl'), victim);
    await store.redo('c', 2);
    await store.close();
    expect(await readFile(victim, 'utf8')).toBe('years of work');
    expect(await readFile(join(folder, 'receipts', '000002.jsonl'), 'utf8')).toBe(
      await readFile(journal, 'utf8'),
    );
  });
});

describe('a journal that differs from its receipts', () => {
  const refused = { ok: false, error: { code: 'journal-damaged' } };

  test('is refused where it has fewer records, even without an anchor', async () => {
    await order(2);
    await copyFile(journal, `${journal}.old`);
    await order(3);
    await copyFile(`${journal}.old`, journal);
    await rm(join(folder, 'journal.anchor'));
    expect(await attempted()).toMatchObject(refused);
  });

  test('is refused where it has others: an older copy was continued', async () => {
    await order(2);
    const copy = `${folder}-copy`;
    await cp(folder, copy, { recursive: true });
    await order(3, 4);
    const other = await openStore(copy, options);
    if (!other.ok) throw new Error(other.error.message);
    for (const take of [7, 8, 9]) await other.value.redo('c', take);
    await other.value.close();
    await copyFile(join(copy, 'journal.jsonl'), journal);
    expect(await attempted()).toMatchObject(refused);
  });

  test('is refused where there is none beside clips', async () => {
    await order(2);
    await writeFile(join(folder, 'clips', `${'a'.repeat(64)}.mp4`), 'footage');
    for (const name of ['journal.jsonl', 'journal.anchor', 'receipts'])
      await rm(join(folder, name), { recursive: true });
    expect(await attempted()).toMatchObject(refused);
  });

  /** What a synchronized folder looks like after two machines wrote: theirs beside ours. */
  async function continuedTwice(): Promise<string> {
    await order(2);
    const theirs = `${folder}-theirs`;
    await cp(folder, theirs, { recursive: true });
    await order(3);
    const other = await openStore(theirs, options);
    if (!other.ok) throw new Error(other.error.message);
    for (const take of [7, 8]) await other.value.redo('c', take);
    await other.value.close();
    return theirs;
  }

  test.each([
    ['journal.jsonl', "journal (Anna's conflicted copy 2026-12-01).jsonl"],
    ['journal.jsonl', 'journal.sync-conflict-20261201-101010-ABCDEFG.jsonl'],
    ['receipts/000002.jsonl', 'receipts/000002-LAPTOP.jsonl'],
  ])(
    'is refused where another machine’s %s is beside it as %s, and recovered with both',
    async (name, copy) => {
      await copyFile(join(await continuedTwice(), name), join(folder, copy));
      const found = await attempted();
      expect(found).toMatchObject(refused);
      expect(!found.ok && found.error.message).toContain(basename(copy));
      const recovery = await openRecovery(folder, options);
      if (!recovery.ok) throw new Error(recovery.error.message);
      expect(recovery.value.rebuilt.lost).toBe(0);
      await recovery.value.write();
      await recovery.value.close();
      const store = await open();
      expect(store.holdings('film').redone('c')).toEqual([2, 3, 7, 8]);
      await store.close();
    },
  );

  test('is whole beside an older copy of it, and without its last line feed, which it gets back', async () => {
    await order(2);
    await copyFile(journal, join(folder, 'journal.backup.jsonl'));
    await order(3);
    await writeFile(journal, (await readFile(journal, 'utf8')).trimEnd());
    await order(4);
    expect(await lines()).toHaveLength(3);
    await order(5);
  });

  test('is not suspected while another process writes', async () => {
    await order(2);
    const writer = await open();
    const slow: Files = {
      ...nodeFiles,
      async read(path) {
        const bytes = await nodeFiles.read(path);
        if (!path.endsWith('journal.jsonl')) await writer.redo('c', 3);
        return bytes;
      },
    };
    const reader = await openStore(folder, { ...options, files: slow, readOnly: true });
    if (!reader.ok) throw new Error(reader.error.message);
    expect(reader.value.notices).toEqual([]);
    await writer.close();
  });
});

test.each(['before', 'torn', 'after'] as const)(
  'killed %s any change on disk, journal and receipts go together at once, and nothing acknowledged is lost',
  async (when) => {
    for (let n = 1, killed = true; killed; n++) {
      const failing = failingFiles(n, when);
      const acknowledged: number[] = [];
      const dying = await attempted(failing.files);
      if (dying.ok) {
        const store = dying.value;
        const ordering = async (): Promise<void> => {
          for (const take of [2, 3, 4]) {
            await store.redo('c', take);
            acknowledged.push(take);
          }
        };
        await ordering().catch(() => undefined);
        await store.close();
      }
      killed = failing.count() >= n;
      const store = await open();
      expect(store.holdings('c').redone('c').slice(0, acknowledged.length)).toEqual(acknowledged);
      await store.close();
      await order();
      const held = (await receipts()).flatMap((text) => text.split('\n'));
      for (const line of await lines()) expect(held).toContain(line);
      await rm(folder, { recursive: true });
    }
  },
);

test('a damaged receipt harms nothing, and its record gets another', async () => {
  await order(2, 3, 4);
  const path = join(folder, 'receipts', '000001.jsonl');
  await writeFile(path, (await readFile(path, 'utf8')).replace('"take":3', '"take":9'));
  await order();
  const all = await lines();
  expect((await receipts()).at(-1)).toBe(`${all[1]}\n${all[2]}\n`);
  await order(5);
});
