import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';

const film = `storyboard: 1
title: A Gull
format: { size: 320x180 }
scenes:
  - id: sea
    segments:
      - { id: gull, prompt: A gull, duration: 1 }
      - { id: tern, prompt: A tern, duration: 1 }
`;

it('a rehearsal never takes the place of a film, wherever its cut is to go', async () => {
  const made = await project({ 'film.storyboard.yaml': film, 'film.mp4': 'the film that was paid for' });
  const rehearsed = await made.run('sandbox', '--', 'storycut', 'run', '--output', '.');
  expect(rehearsed).toMatchObject({ code: 0, stdout: 'film.rehearsal.mp4\n' });
  expect(rehearsed.stderr).toContain('note[cut-apart]: This is the cut of a rehearsal');
  expect(await made.read('film.mp4')).toBe('the film that was paid for');
});

it('what nobody has begun to make is made once where it is to be made again; --only bounds that, too', async () => {
  const made = await project({ 'film.storyboard.yaml': film });
  const first = await made.call('redo', 'sea', '--no-stitch');
  expect(first.code).toBe(0);
  expect(first.stderr).toContain('2 made, 0 already in the store.');
  const second = await made.call('redo', 'sea', '--only', 'gull', '--no-stitch');
  expect(second.stderr).toContain('1 made, 1 already in the store.');
});
