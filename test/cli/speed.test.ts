import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';

const film = (speed: string): string => `storyboard: 1
title: Clouds
format: { size: 320x180 }
scenes:
  - id: ridge
    segments:
      - { id: clouds, prompt: Clouds race over a ridge, duration: 2${speed} }
      - { id: rain, extend: clouds, prompt: Then it rains, duration: 1 }
`;

it('another speed is another film of the same footage', async () => {
  const made = await project({ 'film.storyboard.yaml': film('') });
  const first = await made.call('run', '--yes');
  expect(first.code, first.stderr).toBe(0);
  await made.write('film.storyboard.yaml', film(', speed: 4'));
  const planned = await made.call('plan');
  expect(planned.stdout).toMatch(/0:00\.00 +0:00\.50 +clouds +at 4×/);
  expect(planned.stdout).toContain('Nothing to make');
  const again = await made.call('run', '--yes', '--json');
  expect(again.code, again.stderr).toBe(0);
  expect(again.stdout).not.toContain('"job-started"');
  const finished = again.stdout.split('\n').find((line) => line.includes('"stitch-finished"')) ?? '';
  expect(JSON.parse(finished)).toMatchObject({ frames: 36 });
  const otio = JSON.parse((await made.call('export')).stdout);
  const [clouds] = otio.tracks.children[0].children;
  expect(clouds).toMatchObject({ effects: [{ time_scalar: 4 }], source_range: { duration: { value: 12 } } });
});
