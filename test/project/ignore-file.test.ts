import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';

const film = `storyboard: 1
title: A Card
format: { size: 160x96, fps: 24 }
scenes: [{ id: only, segments: [{ id: fin, card: { text: Fin }, duration: 0.5 }] }]
`;

it('leaves out of git what can be made again, and stays as a person wrote it', async () => {
  const at = await project({ 'film.storyboard.yaml': film });
  await at.call('run');
  const left = (await at.read('.storycut/.gitignore')).trim().split('\n');
  const state = await readdir(at.path('.storycut'));
  expect(state.filter((name) => !left.includes(name) && !left.includes(`${name}/`)).toSorted()).toEqual([
    '.gitattributes',
    '.gitignore',
    'clips',
    'journal.jsonl',
  ]);
  expect(await at.read('.storycut/.gitattributes')).toBe('journal.jsonl binary\n');
  await at.write('.storycut/.gitignore', '*\n');
  await at.call('stitch');
  expect(await at.read('.storycut/.gitignore')).toBe('*\n');
});
