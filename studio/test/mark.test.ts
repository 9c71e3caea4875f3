import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Project } from '../../test/rig/project.ts';
import { file, type Machines, machines, on } from './rig/machines.ts';
import { newLedger } from './rig/new-ledger.ts';

const run = ['run', file, '--yes', '--no-stitch'];
const OLD_MARK = "Clips of a Storycut studio. Machines know the studio's folder by this file.\n";

/** A ledger without a place for its clips yet. */
const bare = async (): Promise<Machines> =>
  machines({ url: await newLedger(process.env.STORYCUT_TEST_LEDGER ?? '') });

/** A machine that has its clips in another folder, which is there. */
async function elsewhere({ machine, clips }: Machines, name: string): Promise<Project> {
  const one = await machine();
  await mkdir(one.path(name));
  const config = await one.read('config.yaml');
  await one.write('config.yaml', config.replace(`clips: ${clips}`, `clips: ./${name}`));
  return one;
}

const refused = async (machine: Project, ...args: string[]): Promise<string> => {
  const { code, stderr } = await on(machine, ...args);
  expect([code, stderr], args.join(' ')).toEqual([3, expect.stringContaining('error[studio-clips]')]);
  return stderr;
};

test('a folder that is not mounted is noticed before the first clip', async () => {
  const studio = await bare();
  const a = await studio.machine();
  expect(await refused(a, ...run)).toContain('the studio has not marked it yet');
  expect((await on(a, 'studio', 'init')).code).toBe(0);
  const b = await elsewhere(studio, 'unmounted');
  for (const args of [['plan', file], run]) expect(await refused(b, ...args)).toContain('studio init');
  expect(await studio.created()).toBe(0);
  expect((await on(a, ...run)).code).toBe(0);
  // Now the ledger has clips: no other place becomes theirs.
  expect(await refused(b, 'studio', 'init')).toContain('none of the latest is there');
});

test('where the studio was begun before the folder was mounted, it is begun again, and that other place is known', async () => {
  const studio = await bare();
  const [a, unmounted] = [await studio.machine(), await elsewhere(studio, 'unmounted')];
  expect((await on(unmounted, 'studio', 'init')).code).toBe(0);
  expect(await refused(a, ...run)).toContain('it has no studio-clips.txt of the studio');
  expect((await on(a, 'studio', 'init')).stderr).toContain('The clips are marked as its own.');
  expect((await on(a, ...run)).code).toBe(0);
  expect(await refused(unmounted, ...run)).toContain('has marked another place');
  expect(await refused(unmounted, 'studio', 'init')).toContain('none of the latest is there');
});

test("another studio's folder is no studio's second", async () => {
  const [one, other] = [await machines(), await bare()];
  const b = await other.machine();
  await b.write('config.yaml', (await b.read('config.yaml')).replace(other.clips, one.clips));
  for (const args of [['studio', 'init'], run]) await refused(b, ...args);
  expect(await refused(b, 'studio', 'init')).toContain('is of another studio');
});

test('a mark that is lost is written again where the clips are', async () => {
  const studio = await machines();
  const a = await studio.machine();
  expect((await on(a, ...run)).code).toBe(0);
  const mark = join(studio.clips, 'studio-clips.txt');
  const text = await readFile(mark, 'utf8');
  await rm(mark);
  await refused(a, ...run);
  expect((await on(a, 'studio', 'init')).code).toBe(0);
  expect(await readFile(mark, 'utf8')).toBe(text);
  await writeFile(mark, '<html>Log in</html>');
  expect(await refused(a, 'studio', 'init')).toContain('is not as Storycut writes it');
});

test('a ledger of the first version is brought up to date where its clips are', async () => {
  const studio = await machines();
  const a = await studio.machine();
  expect((await on(a, ...run)).code).toBe(0);
  await studio.rows('drop view storycut.account');
  await studio.rows('alter table storycut.version drop column marks');
  await studio.rows('update storycut.version set number = 1');
  await writeFile(join(studio.clips, 'studio-clips.txt'), OLD_MARK);
  const before = await on(a, 'plan', file);
  expect([before.code, before.stderr]).toEqual([
    3,
    expect.stringMatching(/studio-not-ready.*\n.*studio init/),
  ]);
  await refused(await elsewhere(studio, 'unmounted'), 'studio', 'init');
  const init = await on(a, 'studio', 'init');
  expect(init.stderr).toContain('The clips are marked as its own.');
  expect((await on(a, ...run)).stderr).toContain('0 made, 3 already in the store');
});

test('machines that mark one folder at once agree', async () => {
  const studio = await bare();
  const all = await Promise.all([1, 2, 3, 4].map(() => studio.machine()));
  const ends = await Promise.all(all.map((one) => on(one, 'studio', 'init')));
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  expect((await on(all[0] as Project, 'plan', file)).code).toBe(0);
});
