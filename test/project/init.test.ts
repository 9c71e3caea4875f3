import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';

it('init says where no folder can be made', async () => {
  const made = await project({ notes: 'a file' });
  const init = await made.call('init', 'notes/film');
  expect(init).toMatchObject({ code: 3, stdout: '' });
  expect(init.stderr).toContain("error[folder-not-writable]: The folder notes/film can't be created.");
});
