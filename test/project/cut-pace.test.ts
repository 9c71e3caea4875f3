import { readdir, stat } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { cutPace, rememberCut } from '../../src/project/film/cut-pace.ts';
import { project } from '../rig/project.ts';

const file = '.storycut/cache/pace.json';

it('a machine’s pace is learnt from its latest cuts', async () => {
  const made = await project();
  const state = made.path('.storycut');
  expect(await cutPace(state)).toBe(1);
  for (let n = 0; n < 3; n++) await rememberCut(state, { took: 20, expected: 10 });
  expect(await cutPace(state)).toBeCloseTo(2);
  for (let n = 0; n < 9; n++) await rememberCut(state, { took: 5, expected: 10 });
  expect(await cutPace(state)).toBeCloseTo(0.5);
  expect(await readdir(made.path('.storycut/cache'))).toEqual(['pace.json']);
  expect((await stat(made.path(file))).size).toBeLessThan(1000);
});

it('a cut that was over at once says nothing', async () => {
  const made = await project();
  await rememberCut(made.path('.storycut'), { took: 1, expected: 0.1 });
  expect(await cutPace(made.path('.storycut'))).toBe(1);
});

it.each([
  ['no JSON', '{'],
  ['another shape', '{"took":1}'],
  ['no figures', '[null, 3, {"took":"9","expected":1}, {"took":-5,"expected":0}]'],
  ['too long', `[${'{"took":90,"expected":1},'.repeat(500)}{"took":90,"expected":1}]`],
])('what is not ours in its place counts for nothing: %s', async (_, text) => {
  const made = await project({ [file]: text });
  expect(await cutPace(made.path('.storycut'))).toBe(1);
});

it('figures beyond belief are bounded', async () => {
  const odd = { took: 1e300, expected: 1e-2 };
  const made = await project({ [file]: JSON.stringify([odd, odd, odd]) });
  expect(await cutPace(made.path('.storycut'))).toBeLessThanOrEqual(30.001);
});
