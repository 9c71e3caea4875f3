import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, test } from 'vitest';
import { moveFile } from '../../src/core/move-file.ts';

const inMemory = '/dev/shm';

const device = (folder: string): Promise<number | undefined> =>
  stat(folder).then(
    ({ dev }) => dev,
    () => undefined,
  );

const newFolder = async (within: string): Promise<string> => {
  const folder = await mkdtemp(join(within, 'move-file-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
};

const isElsewhere = ![undefined, await device(tmpdir())].includes(await device(inMemory));

test.skipIf(!isElsewhere)(
  'a file goes to another disk whole, and replaces what a killed process left of it there',
  async ({ expect }) => {
    const [here, there] = [await newFolder(tmpdir()), await newFolder(inMemory)];
    await writeFile(join(here, 'draft'), 'footage');
    await writeFile(join(there, 'clip.new'), 'a part');
    await writeFile(join(there, 'clip'), 'an older clip');
    await moveFile(join(here, 'draft'), join(there, 'clip'));
    expect([await readdir(here), await readdir(there)]).toEqual([[], ['clip']]);
    expect(await readFile(join(there, 'clip'), 'utf8')).toBe('footage');
  },
);
