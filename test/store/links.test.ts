import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

let root: string;
let victim: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'storycut-links-'));
  victim = join(root, 'victim');
  await mkdir(victim);
  await writeFile(join(victim, 'thesis.doc'), 'years of work');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const options = { clock: virtualClock(), random: fixedRandom() };

test.each([
  '.storycut',
  '.storycut/work',
  '.storycut/clips',
  '.storycut/cache',
  '.storycut/cache/pieces',
  '.storycut/animatic',
  '.storycut/receipts',
  '.storycut/receipts/000001.jsonl',
  '.storycut/journal.jsonl',
  '.storycut/lock',
  '.storycut/journal.anchor',
])('a link at %s is refused, and what it leads to stays', async (path) => {
  const link = join(root, 'project', path);
  await mkdir(dirname(link), { recursive: true });
  const isFile = /jsonl|lock|anchor/.test(path);
  await symlink(isFile ? join(victim, 'thesis.doc') : victim, link);
  for (const readOnly of [true, false]) {
    expect(await openStore(join(root, 'project', '.storycut'), { ...options, readOnly })).toMatchObject({
      ok: false,
      error: { code: 'store-linked', params: { link: path } },
    });
  }
  expect(await readdir(victim)).toEqual(['thesis.doc']);
});

test('a link that leads nowhere is refused as well', async () => {
  await mkdir(join(root, '.storycut'));
  await symlink(join(root, 'nowhere'), join(root, '.storycut', 'journal.jsonl'));
  expect(await openStore(join(root, '.storycut'), options)).toMatchObject({
    error: { code: 'store-linked' },
  });
});
