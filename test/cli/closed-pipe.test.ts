import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';
import { film } from './film.ts';

it('finishes a run whose reader has seen enough', async () => {
  const made = await project({ 'film.storyboard.yaml': film });
  const run = made.start('run', '--json');
  run.child.stdout?.once('data', () => run.child.stdout?.destroy());
  expect((await run.ended).code).toBe(0);
  expect((await made.run('plan')).stdout).toContain('Nothing to make');
});
