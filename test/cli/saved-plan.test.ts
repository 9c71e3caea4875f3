import { execFileSync } from 'node:child_process';
import { lstat, readdir, symlink } from 'node:fs/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { project } from '../rig/project.ts';
import { film } from './film.ts';

test('a saved plan is carried out as it is, and refused once the world has moved', async () => {
  const made = await project({ 'film.storyboard.yaml': film });
  const plan = await made.call('plan', '--only', 'door', '--out', 'plan.json');
  expect(plan).toMatchObject({
    code: 0,
    stderr: 'Saved: `storycut run --plan plan.json` does exactly this, or nothing.\n',
  });
  expect(await made.call('run', '--plan', 'plan.json', '--only', 'climb')).toMatchObject({ code: 2 });

  expect((await made.call('run', '--plan', 'plan.json', '--no-stitch')).code).toBe(0);
  const status = JSON.parse((await made.call('status', '--json')).stdout);
  const states = status.segments.map(({ id, state }: { id: string; state: string }) => `${id} ${state}`);
  expect(states).toEqual(['approach new', 'climb new', 'lamp new', 'door cached', 'fin local']);

  const again = await made.call('run', '--plan', 'plan.json', '--no-stitch');
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('error[plan-moved]: door: it was new and is now cached (made).');
});

test('a saved plan that is not there is said not to be there', async () => {
  const made = await project({ 'film.storyboard.yaml': film, 'folder/x': '' });
  const none = await made.call('run', '--plan', 'none.json');
  expect(none.code).toBe(2);
  expect(none.stderr).toContain('error[file-not-found]: There is no saved plan none.json.');
  expect(none.stderr).toContain('`storycut plan --out none.json`');
  const folder = await made.call('run', '--plan', 'folder');
  expect(folder.stderr).toContain('error[plan-unreadable]: folder is not a saved plan: it is not a file.');
});

test('a saved plan is of the servers that it was saved against', async () => {
  vi.stubEnv('HOUSE_KEY', 'anything');
  onTestFinished(() => void vi.unstubAllEnvs());
  const config = (port: number): string => `config: 1
providers:
  house:
    dialect: openai
    base-url: http://127.0.0.1:${port}/v1
    key: { env: HOUSE_KEY }
    models: { sora-2: { like: sora-2, price: 0.1 } }
`;
  const made = await project({
    'film.storyboard.yaml': film.replace('320x180', '1280x720'),
    'config.yaml': config(9),
  });
  const call = (...args: readonly string[]) => made.call('--config', 'config.yaml', ...args);
  const only = ['--only', 'door', '--provider', 'house'];
  expect(await call('plan', ...only, '--out', 'plan.json')).toMatchObject({ code: 0 });
  await made.write('config.yaml', config(10));
  const refused = await call('run', '--plan', 'plan.json', '--yes');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain(
    'error[plan-moved]: house was at http://127.0.0.1:9/v1 and is now at http://127.0.0.1:10/v1.',
  );
});

test('a saved plan is not run beside another storyboard', async () => {
  const made = await project({ 'film.storyboard.yaml': film, 'other.storyboard.yaml': film });
  await made.call('plan', 'film.storyboard.yaml', '--out', 'plan.json');
  const refused = await made.call('run', 'other.storyboard.yaml', '--plan', 'plan.json', '--yes');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain(
    'error[plan-moved]: plan.json is a plan of film.storyboard.yaml, not of other.storyboard.yaml.',
  );
});

test('a saved plan is run beside the storyboard that it is of', async () => {
  const made = await project({ 'film.storyboard.yaml': film, 'other.storyboard.yaml': film });
  await made.call('plan', 'film.storyboard.yaml', '--out', 'plan.json');
  const args = ['run', './film.storyboard.yaml', '--plan', 'plan.json', '--no-stitch'];
  expect((await made.call(...args)).code).toBe(0);
});

test('a saved plan replaces an earlier one or an empty file, and leaves nothing beside it', async () => {
  const made = await project({ 'film.storyboard.yaml': film, 'empty.json': '' });
  for (const name of ['plan.json', 'plan.json', 'empty.json']) {
    expect(await made.call('plan', '--out', name)).toMatchObject({ code: 0 });
  }
  expect(await readdir(made.folder)).toEqual(['empty.json', 'film.storyboard.yaml', 'plan.json']);
});

test('a saved plan replaces nothing else, and hangs on no pipe', async () => {
  const notes = { 'notes.md': 'mine', 'package.json': '{"seal":"x"}', 'null.json': 'null' };
  const state = { '.storycut/journal.jsonl': '', '.storycut/clips/a.mp4': 'footage' };
  const made = await project({ 'film.storyboard.yaml': film, ...notes, ...state, 'folder/x': '' });
  await made.call('plan', '--out', 'changed.json');
  await made.write('changed.json', (await made.read('changed.json')).replace('"seal"', '"mine": 1, "seal"'));
  await symlink('notes.md', made.path('link'));
  await symlink('.storycut/clips', made.path('clips'));
  await symlink('none', made.path('dangling'));
  execFileSync('mkfifo', [made.path('pipe')]);
  const files = [...Object.keys(notes), ...Object.keys(state), 'film.storyboard.yaml', 'changed.json'];
  const before = await Promise.all(files.map(made.read));
  const others = ['new.storyboard.yaml', '.storycut/new', '.storycut/new/plan.json', '.storycut-rehearsal/p'];
  for (const name of [...files, ...others, 'link', 'clips/b.json', 'dangling', 'pipe', 'folder']) {
    const refused = await made.call('plan', 'film.storyboard.yaml', '--out', name);
    expect([name, refused.code]).toEqual([name, 3]);
    expect(refused.stderr).toContain(`error[plan-not-written]: ${name} could not be written: `);
  }
  expect(await Promise.all(files.map(made.read))).toEqual(before);
  expect((await lstat(made.path('link'))).isSymbolicLink()).toBe(true);
  await expect(lstat(made.path('new.storyboard.yaml'))).rejects.toThrow('ENOENT');
});
