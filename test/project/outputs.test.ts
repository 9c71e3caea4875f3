import { chmod, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { type Project, project } from '../rig/project.ts';
import { testTools } from '../rig/tools.ts';

const storyboard = 'film.storyboard.yaml';
const film = `storyboard: 1
title: A Small Film
format: { size: 160x96, fps: 24 }
scenes:
  - id: only
    segments:
      - { id: climb, prompt: Up the tower, duration: 1, caption: The tower }
      - { id: fin, card: { text: Fin }, duration: 0.5 }
captions: { sidecar: [srt, vtt] }
outputs:
  - { name: sheet, as: contact-sheet }
  - { name: master }
  - { name: vertical, size: 96x160, fit: crop }
  - { name: web, as: webm }
  - { name: teaser, as: gif, size: 80x48 }
  - { name: poster, as: poster, at: 1.25 }
  - { name: tall, as: poster, size: 48x80, fit: crop }
`;

const made = [
  ...['film-sheet.png', 'film-master.mp4', 'film-vertical.mp4', 'film-web.webm', 'film-teaser.gif'],
  ...['film-poster.png', 'film-tall.png'],
];
const sidecars = ['film-master.srt', 'film-master.vtt', 'film-vertical.srt', 'film-vertical.vtt'];

/** What lies in a folder, without the project's own state. */
const listed = async (at: Project, ...names: string[]): Promise<string[]> =>
  (await readdir(at.path(...names))).filter((name) => name !== '.storycut').toSorted();

const stamps = (at: Project): Promise<number[]> =>
  Promise.all([...made, ...sidecars].map(async (name) => (await stat(at.path(name))).mtimeMs));

describe('the outputs of a storyboard', () => {
  it('are all made, told in its order, and left alone while nothing changes', async () => {
    const at = await project({ [storyboard]: film });
    const run = await at.did('run');
    expect(run.stdout).toBe(`${made.join('\n')}\n`);
    expect(run.stderr).toContain('✓ film-poster.png\n');
    expect(await listed(at)).toEqual([...made, ...sidecars, storyboard].toSorted());
    expect(await at.read('film-vertical.vtt')).toContain('The tower');
    const before = await stamps(at);
    expect((await at.call('stitch')).stdout).toBe(run.stdout);
    expect(await stamps(at)).toEqual(before);
  });

  it('go where --output says: a folder for all, a file for the first film and its captions', async () => {
    const at = await project({ [storyboard]: film.replace(/ {2}- { name: (web|teaser|tall).*\n/g, '') });
    await mkdir(at.path('dailies'));
    const all = await at.call('run', '--output', 'dailies');
    const [sheet, master, vertical, poster] = [made[0], made[1], made[2], made[5]];
    expect(all.stdout.split('\n').slice(0, 4)).toEqual(
      [sheet, master, vertical, poster].map((name) => `dailies/${name}`),
    );
    const one = await at.call('stitch', '--output', 'weekly/cut.mp4');
    expect(one.stdout.split('\n')).toContain('weekly/cut.mp4');
    expect(await listed(at, 'weekly')).toEqual(
      [
        ...['cut.mp4', 'cut.srt', 'cut.vtt'],
        sheet,
        vertical,
        'film-vertical.srt',
        'film-vertical.vtt',
        poster,
      ].toSorted(),
    );
    expect(await listed(at)).toEqual(['dailies', storyboard, 'weekly']);
  });

  it('need no film among them', async () => {
    const teaser = film.replace(/outputs:[\s\S]*/, 'outputs: [{ name: teaser, as: gif, size: 80x48 }]\n');
    const at = await project({ [storyboard]: teaser });
    const run = await at.call('run', '--json');
    const events = run.stdout
      .trim()
      .split('\n')
      .map((line): { type: string; file?: string } => JSON.parse(line));
    expect(events.filter(({ type }) => type === 'stitch-finished').map(({ file }) => file)).toEqual([
      at.path('film-teaser.gif'),
    ]);
    expect(await listed(at)).toEqual(['film-teaser.gif', storyboard]);
    const before = await stat(at.path('film-teaser.gif'));
    expect((await at.call('stitch')).stderr).not.toContain('→ film-teaser.gif');
    expect((await stat(at.path('film-teaser.gif'))).ino).toBe(before.ino);
    expect(await at.call('stitch', '--output', 'cut.mp4')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('error[output-not-mp4]'),
    });
  });

  it('are shown small by --preview, with slates too, and stay as they were', async () => {
    const large = film.replaceAll('160x96', '800x480').replace(/outputs:[\s\S]*/, '');
    const at = await project({ [storyboard]: large });
    const preview = await at.call('stitch', '--preview', '--partial');
    expect(preview).toMatchObject({ code: 0, stdout: 'film.preview.mp4\n' });
    expect(preview.stderr).toContain('This is a preview');
    expect(await listed(at)).toEqual(['film.preview.mp4', storyboard]);
    expect(await probe(at.path('film.preview.mp4'))).toMatchObject({
      ok: true,
      value: { size: { width: 600, height: 360 } },
    });
  });
});

describe('captions', () => {
  it('follow the storyboard, and are written only when they change', async () => {
    const only = film.replace(/outputs:[\s\S]*/, '');
    const at = await project({ [storyboard]: only });
    await at.call('run');
    const first = await stat(at.path('film.vtt'));
    await at.call('stitch');
    expect((await stat(at.path('film.vtt'))).ino).toBe(first.ino);
    await at.write(storyboard, only.replace('The tower', 'A tower'));
    await at.call('stitch');
    expect(await at.read('film.vtt')).toContain('A tower');
    expect(await at.read('film.srt')).toContain('A tower');
    expect(await listed(at)).toEqual(['film.mp4', 'film.srt', storyboard, 'film.vtt']);
  });
});

describe('an ffmpeg that cannot write WebM', () => {
  it('is told before anything is made, and only where WebM is asked for', async () => {
    const at = await project({ [storyboard]: film });
    const { path } = (await testTools()).ffmpeg;
    await at.write('bin/ffmpeg', `#!/bin/sh\n"${path}" "$@" 2>&1 | sed s/--enable-libvpx//\n`);
    await chmod(at.path('bin/ffmpeg'), 0o755);
    vi.stubEnv('FFMPEG_PATH', at.path('bin/ffmpeg'));
    onTestFinished(() => void vi.unstubAllEnvs());
    const run = await at.call('run');
    expect(run).toMatchObject({ code: 3, stdout: '' });
    expect(run.stderr).toContain('error[webm-unavailable]');
    expect(run.stderr).toContain('without libvpx');
    expect((await at.call('doctor')).stdout).toContain('libvpx (WebM outputs)');
    await at.write(storyboard, film.replace(/outputs:[\s\S]*/, ''));
    expect((await at.call('run', '--no-stitch')).stderr).not.toContain('webm-unavailable');
  });
});

describe('an output never takes the place of', () => {
  it('another output', async () => {
    const at = await project({ [storyboard]: film });
    const run = await at.call('run', '--output', 'FILM-vertical.mp4');
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('error[outputs-collide]') });
    expect(await listed(at)).toEqual([storyboard]);
  });

  it('footage, music, an image or the storyboard, by whatever name', async () => {
    const at = await project({ [storyboard]: film });
    await at.did('run');
    await at.write(
      'own.storyboard.yaml',
      `storyboard: 1
title: Own
format: { size: 160x96, fps: 24 }
scenes: [ { id: s, segments: [ { id: a, file: own-web.mp4, trim: { to: 0.5 } }, { id: b, image: own-poster.png, prompt: Go, duration: 1, caption: Go } ] } ]
captions: { sidecar: [srt] }
outputs: [ { name: web }, { name: poster, as: poster } ]
`,
    );
    await at.write('own-web.mp4', await readFile(at.path('film-master.mp4')));
    await at.write('own-poster.png', await readFile(at.path('film-poster.png')));
    await symlink('own.storyboard.yaml', at.path('own-web.srt'));
    const run = await at.call('run', 'own.storyboard.yaml');
    expect(run.code).toBe(2);
    for (const [output, replaced] of [
      ['own-web.mp4', 'own-web.mp4'],
      ['own-web.srt', 'own.storyboard.yaml'],
      ['own-poster.png', 'own-poster.png'],
    ] as const) {
      expect(run.stderr).toContain(`The output ${at.path(output)} would overwrite ${at.path(replaced)}`);
    }
  });

  it('the journal and the clips, by whatever link', async () => {
    const at = await project({ [storyboard]: film, '.storycut/clips/keep': '' });
    await symlink('.storycut/clips', at.path('aside'));
    for (const output of ['aside', 'aside/cut.mp4', 'aside/new/cut.mp4', '.storycut-rehearsal/cut.mp4']) {
      const run = await at.call('run', '--output', output);
      expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('error[output-is-footage]') });
    }
    expect(await readdir(at.path('.storycut', 'clips'))).toEqual(['keep']);
  });
});
