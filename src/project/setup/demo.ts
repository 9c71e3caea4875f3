import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../core/package-files.ts';
import { copySchema, schemaLine } from './schema-copy.ts';

const demoName = 'the-last-keeper';

/** The demo's file name, in the folder that `layOutDemo` returns. */
export const demoFile = `${demoName}.storyboard.yaml`;

/**
 * Copies the demo storyboard into a fresh folder under `cwd` and returns the folder's name. A folder of an
 * earlier demo is never touched: the next free number is taken.
 */
export async function layOutDemo(cwd: string): Promise<string> {
  const folder = await freshFolder(cwd);
  const source = join(packageRoot, 'storyboards', demoName);
  for (const entry of await readdir(source)) {
    if (entry === '.storycut' || /\.(mp4|srt)$/.test(entry)) continue;
    await cp(join(source, entry), join(cwd, folder, entry), { recursive: true });
  }
  await copySchema(join(cwd, folder));
  const storyboard = join(cwd, folder, demoFile);
  const text = await readFile(storyboard, 'utf8');
  await writeFile(storyboard, text.replace(/^# yaml-language-server: .*/, schemaLine));
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
