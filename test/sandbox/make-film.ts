import { expect } from 'vitest';
import { machine } from '../../src/project/machine/machine.ts';
import { runFilm } from '../../src/project/run/run.ts';
import { png } from '../providers/videos-api/asking.ts';
import { hurried } from '../rig/hurried-clock.ts';
import { project } from '../rig/project.ts';

/** Makes a film with one picture, `lamp.png`, in this environment; what each job was charged, in order of size. */
export async function makeFilm(
  storyboard: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly number[]> {
  const made = await project({ 'lamp.storyboard.yaml': storyboard, 'lamp.png': await png(1280, 720) });
  const costs: number[] = [];
  const world = machine({
    ...{ cwd: made.folder, env },
    emit: (event) => {
      if (event.type === 'job-finished') costs.push(event.cost);
    },
  });
  const end = await runFilm(
    { ...world, clock: hurried(world.clock) },
    {
      ...{ overrides: { vars: {} }, concurrency: 4, keepGoing: true, stitch: true },
      ...{ onPlan: () => undefined, consent: async () => true },
    },
    new AbortController().signal,
  );
  expect(end).toMatchObject({ kind: 'finished' });
  return costs.sort((a, b) => a - b);
}
