import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';
import { film } from './film.ts';

it.each([['plan'], ['status'], ['show', 'film.storyboard.yaml', 'door']])(
  '%s --json says in one document why there is nothing to tell',
  async (...verb) => {
    const made = await project({
      'film.storyboard.yaml': film.replace('extend: approach', 'extend: aproach'),
    });
    const { code, stdout, stderr } = await made.run(...verb, '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      diagnostics: [{ severity: 'error', code: 'unknown-segment', place: { line: expect.any(Number) } }],
    });
    expect(stderr).toContain('aproach');
  },
);

it('a plan over the cap is one document still, with what is wrong in it', async () => {
  const made = await project({
    'film.storyboard.yaml': film.replace('{ size: 320x180, fps: 24 }', '{ resolution: 720p }'),
  });
  const flags = ['--provider', 'openai', '--max-cost', '0.01', '--json'];
  const { code, stdout } = await made.run('plan', ...flags);
  expect(code).toBe(2);
  const plan = JSON.parse(stdout);
  expect(plan.jobs.length).toBeGreaterThan(0);
  expect(plan.diagnostics.map((one: { code: string }) => one.code)).toContain('over-budget');
});

it('a cut that waits for footage tells programs which', async () => {
  const made = await project({ 'film.storyboard.yaml': film });
  const { code, stdout } = await made.run('stitch', '--json');
  expect(code).toBe(1);
  const told = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(told[0]).toMatchObject({ type: 'notice', diagnostic: { code: 'footage-missing' } });
});
