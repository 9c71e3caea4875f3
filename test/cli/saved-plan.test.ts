import { expect, test } from 'vitest';
import { project } from '../rig/project.ts';
import { film } from './film.ts';

test('a saved plan is carried out as it is, and refused once the world has moved', async () => {
  const made = await project({ 'film.storyboard.yaml': film });
  const plan = await made.call('plan', '--only', 'door', '--out', 'plan.json');
  expect(plan).toMatchObject({
    code: 0,
    stderr: 'Saved: `storycut run --plan plan.json` does exactly this, or nothing.\n',
  });
  expect(await made.call('run', '--plan', 'plan.json', '--only', 'climb')).toMatchObject({ code: 2 });

  expect((await made.call('run', '--plan', 'plan.json', '--no-stitch')).code).toBe(0);
  const status = JSON.parse((await made.call('status', '--json')).stdout);
  const states = status.segments.map(({ id, state }: { id: string; state: string }) => `${id} ${state}`);
  expect(states).toEqual(['approach new', 'climb new', 'lamp new', 'door cached', 'fin local']);

  const again = await made.call('run', '--plan', 'plan.json', '--no-stitch');
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('error[plan-moved]: door: it was new and is now cached (made).');
});

test('a saved plan is not run beside another storyboard', async () => {
  const made = await project({ 'film.storyboard.yaml': film, 'other.storyboard.yaml': film });
  await made.call('plan', 'film.storyboard.yaml', '--out', 'plan.json');
  const refused = await made.call('run', 'other.storyboard.yaml', '--plan', 'plan.json', '--yes');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain(
    'error[plan-moved]: plan.json is a plan of film.storyboard.yaml, not of other.storyboard.yaml.',
  );
});

test('a saved plan is run beside the storyboard that it is of', async () => {
  const made = await project({ 'film.storyboard.yaml': film, 'other.storyboard.yaml': film });
  await made.call('plan', 'film.storyboard.yaml', '--out', 'plan.json');
  const args = ['run', './film.storyboard.yaml', '--plan', 'plan.json', '--no-stitch'];
  expect((await made.call(...args)).code).toBe(0);
});
