import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { readAsset } from '../../src/media/asset.ts';
import { type ReadAsset, readStoryboard } from '../../src/storyboard/read.ts';
import { byName, film, folderWith } from './reading.ts';

const naming = (file: string): string => film(`- id: a\n  file: ${JSON.stringify(file)}`);

const codes = (diagnostics: readonly Diagnostic[]): readonly string[] => diagnostics.map(({ code }) => code);

/** A project folder with a folder beside it that nothing may be read from. */
async function projectWith(storyboard: string): Promise<{ project: string; secret: string; file: string }> {
  const folder = await folderWith({ 'project/film.storyboard.yaml': storyboard, 'secret/own.mp4': 'secret' });
  const project = join(folder, 'project');
  return { project, secret: join(folder, 'secret'), file: join(project, 'film.storyboard.yaml') };
}

const unread: ReadAsset = async (absolute) => {
  throw new Error(`${absolute} was read`);
};

describe('files outside the folder are not read', () => {
  it.each([
    ['../secret/own.mp4', 'outside-folder'],
    ['./x/../../secret/own.mp4', 'outside-folder'],
    ['/etc/passwd', 'outside-folder'],
    ['/dev/zero', 'outside-folder'],
    ['link.mp4', 'outside-folder'],
    ['linked/own.mp4', 'outside-folder'],
    ['loop.mp4', 'file-unreadable'],
    ['file:///etc/passwd', 'outside-folder'],
    ['http://169.254.169.254/latest', 'outside-folder'],
    ['pipe:0', 'missing-file'],
    ['concat:a|b', 'missing-file'],
    ['img%03d.png', 'missing-file'],
    ['-y', 'missing-file'],
    ['fifo.mp4', 'not-a-file'],
    ['zero.mp4', 'outside-folder'],
    ['.', 'outside-folder'],
    ['folder', 'not-a-file'],
    ['film.storyboard.yaml/own.mp4', 'missing-file'],
  ])('%s', async (name, code) => {
    const { project, secret, file } = await projectWith(naming(name));
    await symlink(join(secret, 'own.mp4'), join(project, 'link.mp4'));
    await symlink(secret, join(project, 'linked'));
    await symlink('loop.mp4', join(project, 'loop.mp4'));
    await symlink('/dev/zero', join(project, 'zero.mp4'));
    await mkdir(join(project, 'folder'));
    execFileSync('mkfifo', [join(project, 'fifo.mp4')]);
    const { diagnostics } = await readStoryboard(file, { vars: {} }, unread);
    expect(codes(diagnostics)).toEqual([code]);
  });

  it('nor are their names told', async () => {
    const { project, secret, file } = await projectWith(naming('linked/own.mp3'));
    await symlink(secret, join(project, 'linked'));
    const { diagnostics } = await readStoryboard(file, { vars: {} }, unread);
    expect(codes(diagnostics)).toEqual(['missing-file']);
    expect(JSON.stringify(diagnostics)).not.toContain('own.mp4');
  });

  it('unless the folder is allowed', async () => {
    const { secret, file } = await projectWith(naming('../secret/own.mp4'));
    const { storyboard } = await readStoryboard(file, { vars: {}, folders: [secret] }, byName);
    expect(storyboard?.segments[0]?.source).toMatchObject({ file: { absolute: join(secret, 'own.mp4') } });
  });

  it('while links within it are followed, and strange names are just names', async () => {
    const { project, file } = await projectWith(
      film('- id: a\n  file: link.mp4\n- id: b\n  file: "-y %03d|x.mp4"'),
    );
    await writeFile(join(project, '-y %03d|x.mp4'), '');
    await symlink('-y %03d|x.mp4', join(project, 'link.mp4'));
    const { storyboard } = await readStoryboard(file, { vars: {} }, byName);
    const absolute = join(project, '-y %03d|x.mp4');
    expect(storyboard?.segments.map(({ source }) => source)).toMatchObject([
      { file: { absolute } },
      { file: { absolute } },
    ]);
  });
});

describe('files that are named', () => {
  it('are each read once, a few at a time', async () => {
    const names = Array.from({ length: 40 }, (_, n) => `still-${n}.png`);
    const segments = [...names, ...names]
      .map((name, n) => `- id: s${n}\n  image: ${name}\n  prompt: A`)
      .join('\n');
    const folder = await folderWith({
      ...Object.fromEntries(names.map((name) => [name, ''])),
      'film.storyboard.yaml': film(segments),
    });
    const read: string[] = [];
    let under = 0;
    let most = 0;
    const counting: ReadAsset = async (absolute) => {
      most = Math.max(most, ++under);
      read.push(absolute);
      await new Promise((resolve) => setImmediate(resolve));
      under--;
      return byName(absolute);
    };
    const { storyboard } = await readStoryboard(join(folder, 'film.storyboard.yaml'), { vars: {} }, counting);
    expect(storyboard?.segments).toHaveLength(80);
    expect(read.sort()).toEqual(names.map((name) => join(folder, name)).sort());
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(8);
  });

  it('are refused where they are media in name only', async () => {
    const folder = await folderWith({
      'list.mp4': '#EXTM3U\n/etc/passwd\n',
      'cut.mp4': '\0\0\0\x18ftypmp42',
      'film.storyboard.yaml': film('- id: a\n  file: list.mp4\n- id: b\n  file: cut.mp4'),
    });
    const { diagnostics } = await readStoryboard(
      join(folder, 'film.storyboard.yaml'),
      { vars: {} },
      readAsset,
    );
    expect(diagnostics).toHaveLength(2);
    expect(diagnostics.map(({ place }) => place?.line)).toEqual([7, 9]);
  });
});

describe('the storyboard itself', () => {
  it.each(['missing.storyboard.yaml', 'folder', 'fifo'])(
    'is refused when it is no file: %s',
    async (name) => {
      const folder = await folderWith({ 'folder/x': '' });
      execFileSync('mkfifo', [join(folder, 'fifo')]);
      const { diagnostics } = await readStoryboard(join(folder, name), { vars: {} }, unread);
      expect(codes(diagnostics)).toEqual(['file-not-found']);
    },
  );
});
