import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const packageRoot = join(import.meta.dirname, '../..');
const demoName = 'the-last-keeper';

/**
 * Copies the demo storyboard into a fresh folder under `cwd` and returns the folder's name. A folder of an
 * earlier demo is never touched: the next free number is taken.
 */
export async function layOutDemo(cwd: string): Promise<string> {
  const folder = await freshFolder(cwd);
  const source = join(packageRoot, 'storyboards', demoName);
  for (const entry of await readdir(source)) {
    if (entry === '.storycut' || entry.endsWith('.mp4')) continue;
    await cp(join(source, entry), join(cwd, folder, entry), { recursive: true });
  }
  return folder;
}

async function freshFolder(cwd: string): Promise<string> {
  for (let n = 1; ; n++) {
    const name = n === 1 ? 'storycut-demo' : `storycut-demo-${n}`;
    const made = await mkdir(join(cwd, name)).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false;
        throw error;
      },
    );
    if (made) return name;
  }
}
