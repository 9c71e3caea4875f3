import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { strangerIn } from '../../src/store/stranger.ts';

test('a folder that another process removes meanwhile is nobody’s, and no error', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-stranger-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  let isOver = false;
  const other = async (name: string): Promise<void> => {
    while (!isOver) {
      await mkdir(join(folder, 'work', name, 'pieces'), { recursive: true });
      await rm(join(folder, 'work', name), { recursive: true });
    }
  };
  const others = Promise.all(['a', 'b', 'c'].map(other));
  try {
    for (let i = 0; i < 300; i++) expect(await strangerIn(folder)).toBeUndefined();
  } finally {
    isOver = true;
    await others;
  }
});
