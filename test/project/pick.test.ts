import { chmod, lstat, readdir, stat, symlink } from 'node:fs/promises';
import { platform } from 'node:os';
import { describe, expect, it } from 'vitest';
import { project } from '../rig/project.ts';

const film = `storyboard: 1
title: Two Doors
scenes: [ { id: only, segments: [ { id: door, prompt: A door, duration: 1, takes: 2 } ] } ]
`;

describe.runIf(platform() !== 'win32')('pick', () => {
  it('writes through a link, and leaves it and the permissions as they were', async () => {
    const made = await project({ 'drafts/door.storyboard.yaml': film });
    await chmod(made.path('drafts/door.storyboard.yaml'), 0o640);
    await symlink(made.path('drafts/door.storyboard.yaml'), made.path('door.storyboard.yaml'));
    expect((await made.call('pick', 'door', '2')).code).toBe(0);
    expect((await lstat(made.path('door.storyboard.yaml'))).isSymbolicLink()).toBe(true);
    expect(await made.read('drafts/door.storyboard.yaml')).toContain('pick: 2');
    expect((await stat(made.path('drafts/door.storyboard.yaml'))).mode & 0o777).toBe(0o640);
    expect(await readdir(made.path('drafts'))).toEqual(['door.storyboard.yaml']);
  });
});
