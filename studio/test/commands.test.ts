import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { alone, file, film, machines, on } from './rig/machines.ts';
import { startPostgres } from './rig/postgres.ts';

const run = ['run', file, '--yes', '--no-stitch'];

/** Resolves once the ledger has so many accepted jobs. */
async function accepted(rows: Awaited<ReturnType<typeof machines>>['rows'], count: number): Promise<void> {
  for (;;) {
    const made = await rows(`select id from storycut.attempt where remote is not null`);
    if (made.length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('what one machine has made, another has; each film is the same, and nothing is paid twice', async () => {
  const { machine, created, rows } = await machines();
  const [a, b] = [await machine(), await machine()];
  const first = await on(a, 'run', file, '--yes');
  expect(first.code, first.stderr).toBe(0);
  const status = await on(b, 'status', file);
  expect(status.stdout).toContain('3 of 3 segments ready; $1.20 spent');
  const second = await on(b, 'run', file, '--yes');
  expect(second.code, second.stderr).toBe(0);
  expect(second.stderr).toContain('0 made, 3 already in the store');
  expect(await created()).toBe(3);
  const films = await Promise.all([a, b].map((one) => readFile(one.path('ferry/sea.mp4'))));
  expect(films[0]?.equals(films[1] as Buffer)).toBe(true);
  expect(await rows('select * from storycut.imbalance')).toEqual([]);
});

test('a machine that dies is continued by another, which takes up what is in flight', async () => {
  const { machine, created, rows } = await machines({ jobSeconds: 5 });
  const [a, b] = [await machine(), await machine()];
  const running = a.start('--config', 'config.yaml', ...run);
  await accepted(rows, 2);
  running.child.kill('SIGKILL');
  await running.ended;
  const next = await on(b, ...run);
  expect(next.code, next.stderr).toBe(0);
  expect(await created()).toBe(3);
  const back = await on(a, ...run);
  expect(back.stderr).toContain('0 made, 3 already in the store');
});

test('machines that make one film at the same time pay for each job once, and both have all clips', async () => {
  const { machine, created, rows } = await machines({ jobSeconds: 1 });
  const all = await Promise.all([machine(), machine(), machine()]);
  const ends = await Promise.all(all.map((one) => on(one, ...run)));
  for (const { code, stderr } of ends) expect(code, stderr).toBe(0);
  expect(await created()).toBe(3);
  expect(await rows(`select count(*)::int as made from storycut.attempt where state = 'made'`)).toEqual([
    { made: 3 },
  ]);
});

test('two films that ask for the same pay once: it is spent on the one that submitted it', async () => {
  const { machine, created, rows } = await machines();
  const [a, b] = [await machine(), await machine()];
  await b.write('ferry/again.storyboard.yaml', film.replace('The sea', 'The sea again'));
  expect((await on(a, ...run)).code).toBe(0);
  const plan = await on(b, 'plan', 'ferry/again.storyboard.yaml');
  expect(plan.stdout).toContain('Nothing to make: 3 jobs in the store');
  const other = await on(b, 'run', 'ferry/again.storyboard.yaml', '--yes', '--no-stitch');
  expect(other.code, other.stderr).toBe(0);
  expect(await created()).toBe(3);
  expect(await rows('select name, committed::int from storycut.film where committed > 0')).toEqual([
    { name: 'sea', committed: 1_200_000 },
  ]);
});

test('films of one folder, and one film twice, are made and cut on one machine at the same time', async () => {
  const { machine, created } = await machines();
  const a = await machine();
  const other = 'ferry/again.storyboard.yaml';
  await a.write(other, film.replace('The sea', 'The sea again').replace('A crab', 'Two crabs'));
  const all = [file, other, file];
  const ends = await Promise.all(all.map((one) => on(a, 'run', one, '--yes')));
  for (const { code, stderr } of ends) expect(code, stderr).toBe(0);
  expect(await created()).toBe(4);
  for (const one of all) {
    const again = await on(a, 'run', one, '--yes');
    expect(again.code, again.stderr).toBe(0);
    expect(again.stderr).not.toMatch(/[1-9]\d* to encode/);
  }
  expect(await readdir(a.path('ferry/.storycut/work'))).toEqual([]);
});

test('a link in a project’s folder leads nowhere', async () => {
  const { machine, clips } = await machines();
  const a = await machine();
  await mkdir(a.path('ferry/.storycut'));
  await symlink(clips, a.path('ferry/.storycut/cache'));
  const end = await on(a, ...run);
  expect(end.code).toBe(3);
  expect(end.stderr).toContain('error[store-linked]');
});

test('answers that were lost are looked for in the list, by whichever machine continues', async () => {
  const { machine, created } = await machines({ faults: 'create 1-2 reset-after\nlist 1-2 500' });
  const [a, b] = [await machine(), await machine()];
  const running = a.start('--config', 'config.yaml', ...run);
  // Until both were sent: an intent alone would be a person's to settle.
  await new Promise<void>((resolve) => {
    let said = '';
    running.child.stderr?.on('data', (text: string) => {
      said += text;
      if (['gull', 'tern'].every((id) => new RegExp(`${id} .*searching again`).test(said))) resolve();
    });
  });
  running.child.kill('SIGKILL');
  await running.ended;
  const next = await on(b, ...run);
  expect(next.code, next.stderr).toBe(0);
  expect(await created()).toBe(3);
});

test('the database may go away in the middle of a run', async () => {
  const postgres = await startPostgres();
  try {
    const { machine, created, rows } = await machines({ url: postgres.url(), jobSeconds: 3 });
    const a = await machine();
    const init = await on(a, 'studio', 'init');
    expect(init.stderr).toContain('The ledger is created.');
    const running = a.start('--config', 'config.yaml', ...run);
    await accepted(rows, 1);
    await postgres.kill();
    await new Promise((resolve) => setTimeout(resolve, 4000));
    await postgres.start();
    const end = await running.ended;
    expect(end.code, end.stderr).toBe(0);
    expect(await created()).toBe(3);
    expect(await rows('select * from storycut.imbalance')).toEqual([]);
  } finally {
    await postgres.remove();
  }
});

test('a budget of the studio stops what exceeds it, and says which', async () => {
  const { machine, created } = await machines();
  const a = await machine();
  const set = await on(a, 'studio', 'budget', 'project ferry', '0.8');
  expect(set.stderr).toContain('project ferry may spend $0.80.');
  const end = await on(a, ...run);
  expect(end.code).toBe(1);
  expect(end.stderr).toContain('that exceeds the budget project ferry of $0.80');
  expect(await created()).toBe(2);
  const audit = await on(a, 'studio', 'audit', '--json');
  expect(JSON.parse(audit.stdout)).toMatchObject({
    films: [{ project: 'ferry', film: 'sea', committed: 0.8, attempts: 2, made: 2, inFlight: 0 }],
    unresolved: [],
    imbalances: [],
  });
  await on(a, 'studio', 'budget', 'project ferry', 'none');
  expect((await on(a, ...run)).code).toBe(0);
});

test('a film with a journal of its own is brought in before it goes on', async () => {
  const { machine, created } = await machines();
  const [a, b] = [await machine(), await machine()];
  await alone(a);
  const refused = await on(a, ...run);
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain('error[studio-beside]');
  const adopted = await on(a, 'studio', 'adopt', file);
  // All show the same colour.
  expect(adopted.stderr).toMatch(
    /The ledger has the \d+ records of this journal, in the project ferry. Clips copied: 1/,
  );
  for (const one of [a, b]) {
    const end = await on(one, ...run);
    expect(end.stderr).toContain('0 made, 3 already in the store');
  }
  expect(await created()).toBe(3);
  const audit = await on(a, 'studio', 'audit');
  expect(audit.stdout).toContain('ferry/sea  $1.20  3 made of 3 submissions');
  // The journal stays, under a name under which nothing goes on from it.
  const without = await a.run('--config', 'alone.yaml', ...run);
  expect(without.stderr).toContain('error[journal-damaged]');
});

test('adoption that was interrupted is done again, and does nothing twice', async () => {
  const { machine, rows } = await machines();
  const a = await machine();
  await alone(a);
  const journal = await a.read('ferry/.storycut/journal.jsonl');
  expect((await on(a, 'studio', 'adopt', file)).code).toBe(0);
  await a.write('ferry/.storycut/journal.jsonl', journal);
  const again = await on(a, 'studio', 'adopt', file);
  expect(again.code, again.stderr).toBe(0);
  expect(await rows('select count(*)::int as n from storycut.attempt')).toEqual([{ n: 3 }]);
  expect(await rows('select * from storycut.imbalance')).toEqual([]);
});

test('says what is wrong with a studio, and what to do', async () => {
  const postgres = await startPostgres();
  try {
    const { machine, rows } = await machines({ url: postgres.url() });
    const a = await machine();
    const bare = await on(a, ...run);
    expect(bare.code).toBe(3);
    expect(bare.stderr).toMatch(/error\[studio-not-ready\].*\n.*`storycut .*studio init`/);
    await rows('create schema storycut');
    for (const args of [run, ['studio', 'init']]) {
      const broken = await on(a, ...args);
      expect([broken.code, broken.stderr]).toEqual([
        3,
        expect.stringMatching(/studio-not-ready.*no version/),
      ]);
    }
    const gc = await on(a, 'gc', 'ferry');
    expect(gc.stderr).toContain('error[studio-keeps]');
    const lost = await a.run('studio', 'audit');
    expect(lost.stderr).toContain('error[studio-none]');
    const wrong = await on(a, 'studio', 'budget', 'projekt ferry', '5');
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('There is no budget named')]);
    await postgres.kill();
    const away = await on(a, 'status', file);
    expect(away.code).toBe(3);
    expect(away.stderr).toContain('error[studio-away]');
  } finally {
    await postgres.remove();
  }
});

test('two machines that run one film at once tell together what it cost', async () => {
  const { machine, created } = await machines({ jobSeconds: 2 });
  const both = [await machine(), await machine()];
  const ended = await Promise.all(both.map((one) => on(one, ...run)));
  const spent = ended.map(({ stderr }) => /; spent (?:\$(\d+\.\d+)|nothing)/.exec(stderr));
  expect(
    spent.every((told) => told !== null),
    ended.map(({ stderr }) => stderr).join('\n'),
  ).toBe(true);
  const cents = spent.reduce((sum, told) => sum + Math.round(100 * Number(told?.[1] ?? 0)), 0);
  expect(cents).toBe(120);
  expect(await created()).toBe(3);
});
