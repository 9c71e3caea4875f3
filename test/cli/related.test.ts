import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';

it('the other place of a mistake is named as its own place is', async () => {
  const at = await project({
    'film.storyboard.yaml': `storyboard: 1
title: Twins
scenes:
  - id: s
    segments:
      - { id: a, prompt: A door }
      - { id: a, prompt: A gate }
`,
  });
  const { stdout, stderr } = await at.call('check');
  expect(stdout + stderr).toContain('film.storyboard.yaml:7:');
  expect(stdout + stderr).toMatch(/^film\.storyboard\.yaml:6:\d+: The first one\.$/m);
  expect(stdout + stderr).not.toContain(at.folder);
});
