import { expect, test } from 'vitest';
import { studioCore } from '../../src/project/machine/studio.ts';
import { readJournal } from '../../src/store/found-journal.ts';
import { nodeFiles } from '../../src/store/node-files.ts';
import { fixedRandom } from '../../test/rig/fixed-random.ts';
import { openDatabase, openStudio } from '../src/index.ts';
import { alone, file, film, machines, on } from './rig/machines.ts';
import { newLedger, realClock } from './rig/new-ledger.ts';

test('a journal that went on after it was adopted is brought in with what was paid for since', async () => {
  const { machine, created, rows } = await machines();
  const a = await machine();
  await alone(a);
  const journal = await a.read('ferry/.storycut/journal.jsonl');
  expect((await on(a, 'studio', 'adopt', file)).code).toBe(0);
  // Somebody takes the project out of the studio again.
  await a.write('ferry/.storycut/journal.jsonl', journal);
  await a.write(file, film.replace('A gull', 'Two gulls'));
  await alone(a);
  const again = await on(a, 'studio', 'adopt', file);
  expect(again.code, again.stderr).toBe(0);
  const end = await on(a, 'run', file, '--yes', '--no-stitch');
  expect(end.stderr).toContain('0 made, 3 already in the store');
  expect(await created()).toBe(4);
  expect(await rows(`select state, count(*)::int as n from storycut.attempt group by 1`)).toEqual([
    { state: 'made', n: 4 },
  ]);
  expect(await rows('select * from storycut.imbalance')).toEqual([]);
  expect(await a.read('ferry/.storycut/journal.jsonl.adopted')).toBe(journal);
  expect((await a.read('ferry/.storycut/journal.jsonl.adopted-2')).startsWith(journal)).toBe(true);
});

test('a journal can be adopted again when that is done, and loses nothing; one that went on and is gone is told of', async () => {
  const { machine } = await machines();
  const a = await machine();
  await alone(a);
  const journal = await a.read('ferry/.storycut/journal.jsonl');
  const first = await on(a, 'studio', 'adopt', file);
  const again = await on(a, 'studio', 'adopt', file);
  expect(again.code, again.stderr).toBe(0);
  expect(again.stdout.replace(/ Clips.*/, '')).toBe(first.stdout.replace(/ Clips.*/, ''));
  expect(await a.read('ferry/.storycut/journal.jsonl.adopted')).toBe(journal);
  await a.write('ferry/.storycut/journal.jsonl.adopted', `${journal.split('\n')[0]}\n`);
  const less = await on(a, 'studio', 'adopt', file);
  expect(less.code).toBe(3);
  expect(less.stderr).toContain('error[journal-damaged]');
});

test('each part of a journal can be adopted first: the rest comes later, once, at the time of the database', async () => {
  const { machine } = await machines();
  const a = await machine();
  await alone(a);
  const folder = a.path('ferry/.storycut');
  const { entries } = (await readJournal(folder, nodeFiles)).scan;
  for (const part of [0, 1, 2, 4, 6, entries.length - 1]) {
    const clips = a.path(`clips-${part}`);
    const ledger = await newLedger(process.env.STORYCUT_TEST_LEDGER ?? '', clips);
    // This machine's clock is five hours late, and so are its records.
    const late = 5 * 3_600_000;
    const clock = { ...realClock, now: () => Date.now() - late };
    const studio = openStudio(
      studioCore,
      { ledger, clips: { kind: 'folder', folder: clips }, projects: {} },
      clock,
    );
    const options = { clock, random: fixedRandom(1) };
    const shifted = entries.map((entry) => ({ ...entry, t: entry.t - late }));
    const open = async () => {
      const opened = await studio.openStore('ferry', folder, options);
      if (!opened.ok) throw new Error(opened.error.message);
      return [...opened.value.attempts()];
    };
    expect(await open()).toEqual([]);
    const brought: unknown[] = [];
    for (const some of [shifted.slice(0, part), shifted, shifted]) {
      const adopted = await studio.adopt('ferry', folder, { entries: some, options });
      brought.push(adopted.ok ? adopted.value : adopted.error);
    }
    expect(brought, `${part}`).toEqual([part, entries.length - part, 0]);
    expect((await open()).map(({ kind }) => kind)).toEqual(['made', 'made', 'made']);
    const audit = await studio.audit();
    expect(audit).toMatchObject({ ok: true, value: { films: [{ committed: 1.2 }], imbalances: [] } });
    const database = openDatabase({ url: ledger, clock: realClock, patience: 10_000 });
    const off = 'select max(abs(extract(epoch from now() - t)))::float8 as seconds from storycut.record';
    const [row] = await database.ask<{ seconds: number }>(off, []);
    expect(row?.seconds).toBeLessThan(3600);
    await database.close();
    await studio.close();
  }
});
