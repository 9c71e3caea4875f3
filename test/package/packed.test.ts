import { access, chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installed, installed } from '../rig/installed.ts';
import { exportedTypes, libraryPage, writeProject } from './library-page.ts';

const root = join(import.meta.dirname, '../..');
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

let here: Installed;
beforeAll(async () => {
  here = await installed();
});
afterAll(() => here.remove());

const film = `storyboard: 1
title: Packed
format: { size: 320x180 }
scenes:
  - id: all
    segments:
      - { id: door, prompt: A door opens, duration: 4, caption: "A door" }
      - { id: fin, card: { text: Fin }, duration: 1 }
captions: { burn: true }
`;

describe.concurrent('the packed package, without what it is developed with', () => {
  it('starts under npx', async () => {
    const { stdout } = await here.run('npx', 'storycut', '--version');
    expect(stdout).toBe(`${version}\n`);
  });

  it('makes a film, though nothing that npm runs at installation was run', async () => {
    await writeFile(join(here.folder, 'packed.storyboard.yaml'), film);
    await chmod(
      join(here.folder, 'node_modules/@ffmpeg-installer', `${process.platform}-${process.arch}`, 'ffmpeg'),
      0o644,
    );
    const { stdout } = await here.run('node_modules/.bin/storycut', 'run', 'packed.storyboard.yaml');
    expect(stdout).toBe('packed.mp4\n');
    await access(join(here.folder, 'packed.mp4'));
  });

  it('speaks to a server', async () => {
    await writeFile(join(here.folder, 'sent.storyboard.yaml'), film.replace('320x180', '1280x720'));
    const run = ['storycut', 'run', 'sent.storyboard.yaml', '--provider', 'openai', '--yes'];
    const { stderr } = await here.run(
      'node_modules/.bin/storycut',
      'sandbox',
      '--speed',
      '1000',
      '--',
      ...run,
    );
    expect(stderr).toContain('1 made, 0 already in the store.');
    expect(stderr).toMatch(/Took .*; spent \$0\.40\./);
  });

  it('has the library that its page shows: every function, with these types, in these programs', async () => {
    const page = await libraryPage();
    const types = await exportedTypes();
    expect([...page.values].sort()).toEqual(Object.keys(await import('../../dist/index.js')).sort());
    const told = new Set([...page.text.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    expect(types.filter((name) => !page.types.includes(name) && !told.has(name))).toEqual([]);
    await writeProject(here.folder, page, types);
    await here
      .run(process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-p', '.')
      .catch((error) => {
        expect.fail(error.stdout);
      });
  });
});
