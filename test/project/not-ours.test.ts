import { execFileSync } from 'node:child_process';
import { appendFile, copyFile, mkdir, readlink, rm, symlink, truncate, utimes } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type Project, project } from '../rig/project.ts';
import { cutFilm, file, good, gullFilm, refusedFor } from './gull.ts';

const film = (title: string): string =>
  gullFilm(
    title,
    `captions: { burn: false, sidecar: [srt] }
outputs: [ { name: a }, { name: b, as: gif, size: 160x90 }, { name: c, as: poster, at: 0 } ]
`,
  );
const outputs = ['film-a.mp4', 'film-a.srt', 'film-b.gif', 'film-c.png'];

const filmed = (): Promise<Project> => project({ [file]: film('One') });
const cut = (): Promise<Project> => cutFilm(film('One'));
const refused = (made: Project, ...args: readonly string[]) => refusedFor('output-not-ours', made, args);

describe("a file of the user's own in the place of an output", () => {
  it('is not replaced, and nothing is made', async () => {
    for (const name of outputs) {
      const made = await filmed();
      await made.write(name, 'mine');
      const said = await refused(made, 'run');
      expect(said).toContain(`${name} was not written by Storycut, or was changed since, and would be lost.`);
      expect(said).toContain('if this one came with a clone of it, replace it with --replace');
      expect(said).not.toContain('journal');
      expect(await made.read(name)).toBe('mine');
    }
  });

  it('is replaced if told so', async () => {
    const made = await filmed();
    for (const name of outputs) await made.write(name, 'mine');
    await good(made, 'run', '--replace');
    for (const name of outputs) expect(await made.read(name)).not.toBe('mine');
  });

  it('is not in the way of a run that cuts nothing', async () => {
    const made = await filmed();
    await made.write('film-a.mp4', 'mine');
    await good(made, 'run', '--no-stitch');
    await refused(made, 'stitch');
  });

  it('may have been one of ours that was changed', async () => {
    const made = await cut();
    for (const name of outputs) await appendFile(made.path(name), 'x');
    const changed = await Promise.all(outputs.map((name) => made.read(name)));
    await made.write(file, film('Two'));
    const said = await refused(made, 'run');
    for (const name of outputs) expect(said).toContain(`${name} was not written by Storycut`);
    expect(said).not.toContain('clone');
    expect(await Promise.all(outputs.map((name) => made.read(name)))).toEqual(changed);
  });

  it('is no file that Storycut wrote there, whenever it was touched', async () => {
    const made = await cut();
    for (const name of outputs) await utimes(made.path(name), 1, 1);
    await made.write(file, film('Two'));
    await good(made, 'run');
    await rm(made.path('.storycut/outputs.json'));
    await made.write(file, film('Three'));
    await good(made, 'run');
  });

  it('may be a copy of a film of ours, or a film that was made elsewhere', async () => {
    const made = await cut();
    await copyFile(made.path('film-a.mp4'), made.path('paid.mp4'));
    const paid = await made.read('paid.mp4');
    expect(await refused(made, 'stitch', '--output', 'paid.mp4')).toContain('paid.mp4 was not written');
    const other = await filmed();
    await copyFile(made.path('film-a.mp4'), other.path('film-a.mp4'));
    await refused(other, 'run');
    await rm(made.path('.storycut'), { recursive: true });
    await refused(made, 'run');
    expect(await made.read('paid.mp4')).toBe(paid);
    await good(made, 'run', '--output', 'paid.mp4', '--replace');
  });

  it('may be a film that is not there yet: empty', async () => {
    const made = await filmed();
    await made.write('film-a.mp4', '');
    await good(made, 'run');
  });
});

describe('what is no file in the place of an output', () => {
  it('is told as what it is, also with --replace', async () => {
    const made = await filmed();
    await mkdir(made.path('film-a.mp4'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [made.path('film-b.gif')]);
    await refused(made, 'run');
    const said = await refused(made, 'run', '--replace');
    expect(said).toContain('film-a.mp4 is a folder');
    if (process.platform !== 'win32') expect(said).toContain('film-b.gif is not a regular file');
  });

  it.skipIf(process.platform === 'win32')('is a link, which stays, as what it leads to', async () => {
    const made = await filmed();
    await made.write('other/mine.mp4', 'mine');
    await symlink('other/mine.mp4', made.path('film-a.mp4'));
    await symlink('nowhere', made.path('film-b.gif'));
    const said = await refused(made, 'run');
    expect(said).toContain('film-a.mp4 is a symbolic link');
    expect(said).toContain('film-b.gif is a symbolic link');
    expect(await readlink(made.path('film-a.mp4'))).toBe('other/mine.mp4');
    await good(made, 'run', '--replace');
    expect(await made.read('other/mine.mp4')).toBe('mine');
  });
});

describe('an export', () => {
  it("replaces its own file, and none of the user's", async () => {
    const made = await filmed();
    for (const format of ['otio', 'edl', 'fcpxml']) {
      const out = `cut.${format}`;
      await good(made, 'export', '--output', out);
      await made.write(file, film(`Again ${format}`));
      await good(made, 'export', '--output', out);
      await appendFile(made.path(out), '\n');
      await refused(made, 'export', '--output', out);
      await good(made, 'export', '--output', out, '--replace');
      await truncate(made.path(out), 0);
      await good(made, 'export', '--output', out);
    }
  });
});

it('a cloned folder that looks as version 0.1 left it has no say about files elsewhere', async () => {
  const made = await project({
    'clone/film.storyboard.yaml': gullFilm('One'),
    'clone/.storycut/cache/films/x.json': '{}',
    'own.csv': 'mine',
  });
  const said = await refusedFor('output-not-ours', made, [
    ...['export', 'clone', '--format', 'shot-list', '--output', 'own.csv'],
  ]);
  expect(said).toContain('was not written by Storycut');
  expect(await made.read('own.csv')).toBe('mine');
});
