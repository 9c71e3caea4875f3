import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';

const film = `
storyboard: 1
title: The Ferry
model: sora-2
style: |
  35 mm film
  muted teal and amber
scenes:
  - id: a
    setting: a small ferry at night
    segments:
      - { id: wake, prompt: "The wake at night", duration: 4 }
`;

it('pays once for a prompt of several lines whose answer was lost', async () => {
  const { run } = await project({ 'film.storyboard.yaml': film });
  const storycut = ['storycut', 'run', '--provider', 'openai', '--yes', '--no-stitch'];
  const ended = await run('sandbox', '--speed', '200', '--fault', 'create reset-after', '--', ...storycut);
  expect(ended.stderr).toContain('1 video that would have cost $0.40');
  expect(ended.code).toBe(0);
});
