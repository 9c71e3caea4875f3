import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';
import { film } from './film.ts';

const file = 'film.storyboard.yaml';
const tilde = 'only at the beginning of a word without quotes';

it('a path with ~ that no shell replaced is told as that', async () => {
  const made = await project({ [file]: film });
  expect((await made.call('plan', '~/film.storyboard.yaml')).stderr).toContain(tilde);
  expect((await made.call('--config', '~/c.yaml', 'plan')).stderr).toContain(tilde);
  const run = await made.call('run', '--output', '~/a.mp4');
  expect(run).toMatchObject({ code: 2 });
  expect(run.stderr).toContain('error[file-not-found]: There is no folder `~` here for ~/a.mp4.');
  await made.write('image.storyboard.yaml', film.replace('prompt:', 'image: ~/a.png\n        prompt:'));
  expect((await made.call('check', 'image.storyboard.yaml')).stderr).toContain('A storyboard has no `~`');
});

it('show without a segment shows each', async () => {
  const made = await project({ [file]: film });
  const { segments } = JSON.parse((await made.call('show', '--json')).stdout);
  expect(segments).toHaveLength(5);
  const text = (await made.call('show')).stdout;
  for (const { segment } of segments) expect(text).toContain(segment);
});

it('status of a storyboard with errors says what is wrong, and what the journal knows', async () => {
  const made = await project({ [file]: film });
  expect((await made.did('run')).code).toBe(0);
  await made.write(file, film.replace('prompt:', 'promt:'));
  const status = await made.call('status');
  expect(status.code).toBe(2);
  expect(status.stderr).toContain('promt');
  expect(status.stdout).toMatch(/^What the journal knows[\s\S]* made\b[\s\S]*\nnothing spent so far\.\n$/);
  const { attempts, diagnostics, spent } = JSON.parse((await made.call('status', '--json')).stdout);
  expect([attempts.length > 0, diagnostics.length > 0, spent]).toEqual([true, true, 0]);
});
