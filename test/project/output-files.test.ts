import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { project } from '../rig/project.ts';

const file = 'film.storyboard.yaml';
const film = `storyboard: 1
title: A Card
format: { size: 320x180, fps: 24 }
scenes: [ { id: only, segments: [ { id: fin, card: { text: Fin }, duration: 0.25 } ] } ]
`;

describe('--output', () => {
  it.each([
    ['film.storyboard.yaml', 'output-not-mp4'],
    ['cut.mov', 'output-not-mp4'],
    ['cut', 'output-not-mp4'],
    ['.storycut/journal.jsonl', 'output-not-mp4'],
    ['.storycut/clips', 'output-is-footage'],
    ['.storycut/clips/cut.mp4', 'output-is-footage'],
  ])('refuses %s before anything is made', async (output, code) => {
    const made = await project({ [file]: film, '.storycut/clips/keep': '' });
    const run = await made.call('run', '--output', output);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(`error[${code}]`);
    expect((await made.call('stitch', '--output', output)).code).toBe(2);
    expect(await made.read(file)).toBe(film);
    expect(await readdir(made.path('.storycut/clips'))).toEqual(['keep']);
  });

  it('is advised as a shell takes it', async () => {
    const made = await project({ 'my $film.storyboard.yaml': film });
    const { stderr } = await made.call('run', '--output', 'cut.mov');
    expect(stderr).toContain(`as in \`--output 'my $film.mp4'\`.`);
  });

  it('puts the film into a folder by its own name, and makes folders on the way to a file', async () => {
    const made = await project({ [file]: film, 'exports/notes.txt': '' });
    expect((await made.call('run', '--output', 'exports')).stdout).toBe('exports/film.mp4\n');
    expect((await made.call('stitch', '--output', 'dailies/monday/cut.MP4')).stdout).toBe(
      'dailies/monday/cut.MP4\n',
    );
  });
});
