import { writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { type JournalEntry, writeLine } from '../../src/store/line.ts';
import { project } from '../rig/project.ts';
import { film } from './film.ts';

it('shows the films of a folder in a line each, whatever is known of them', async () => {
  const made = await project({ 'pier.storyboard.yaml': film, 'sea.storyboard.yaml': film });
  expect((await made.call('run', 'pier.storyboard.yaml', '--provider', 'animatic', '--no-stitch')).code).toBe(
    0,
  );
  await made.write('sea.storyboard.yaml', 'storyboard: [');
  const { code, stdout } = await made.call('status', '--all');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ +pier\.storyboard\.yaml +\$0\.00 +4 made$/m);
  expect(stdout).toMatch(/^ +sea\.storyboard\.yaml +\$0\.00 +nothing submitted$/m);
  const { films, accounts } = JSON.parse((await made.call('status', '--all', '--json')).stdout);
  expect(films).toEqual([
    { film: 'pier.storyboard.yaml', committed: 0, attempts: 4, made: 4, inFlight: 0, order: null },
    { film: 'sea.storyboard.yaml', committed: 0, attempts: 0, made: 0, inFlight: 0, order: null },
  ]);
  expect(accounts).toEqual([]);
});

it('says that there is none, and takes no names', async () => {
  const made = await project();
  expect((await made.call('status', '--all')).stdout).toBe('There is no film yet.\n');
  expect(await made.call('status', '--all', 'pier')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('takes no names'),
  });
});

it('says which records of the journal are lost, as `status` of one film does', async () => {
  const made = await project({ 'pier.storyboard.yaml': film });
  expect((await made.call('run', '--provider', 'animatic', '--no-stitch')).code).toBe(0);
  const journal = '.storycut/journal.jsonl';
  const lines = (await made.read(journal)).split('\n');
  await made.write(journal, lines.with(2, (lines[2] ?? '').replace('t', 'x')).join('\n'));
  const one = await made.call('status');
  const all = await made.call('status', '--all');
  expect(one.stderr).toContain('journal-damaged');
  expect(all.stderr).toContain('journal-damaged');
});

it('takes a journal that it can’t read for no empty one', async () => {
  const made = await project({ 'pier.storyboard.yaml': film });
  await made.call('run', 'pier.storyboard.yaml', '--provider', 'animatic', '--no-stitch');
  const journal = made.path('.storycut/journal.jsonl');
  const later = { seq: 1, w: 0, t: 0, type: 'wormhole' } as unknown as JournalEntry;
  await writeFile(journal, writeLine(later));
  const { code, stdout, stderr } = await made.call('status', '--all');
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain('journal-newer');
});
