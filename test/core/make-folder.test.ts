import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from '../../src/core/make-folder.ts';

describe('a folder is made', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'storycut-folder-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('with those above it, and any number of times', async () => {
    const deep = join(root, 'a', 'b', 'c');
    await Promise.all([makeFolder(deep), makeFolder(deep), makeFolder(join(root, 'a', 'd'))]);
    await makeFolder(deep);
    await makeFolder('/');
    expect((await stat(deep)).isDirectory()).toBe(true);
  });

  it('or the file in its way is an error', async () => {
    const file = join(root, 'file');
    await writeFile(file, '');
    await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeFolder(join(file, 'a', 'b'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.runIf(process.platform === 'linux')('or it is an error that none can be made there', async () => {
    await expect(makeFolder('/proc/nope/a')).rejects.toMatchObject({ code: 'ENOENT', path: '/proc/nope' });
  });
});
